# SPDX-License-Identifier: Apache-2.0
# luthier_rust: the crates of third_party/rust as one static library behind a C header. cargo builds it; setup has fetched the crates, so it works offline.
# The target folder lies in the cache, so the crates are compiled once for all build folders and checkouts of one compiler and Cargo.lock; of our own crate, whose
# sources differ between checkouts, the library is copied from there under a lock.
set(rust_source "${CMAKE_SOURCE_DIR}/third_party/rust")
set(LUTHIER_RUST_LIBRARY "" CACHE FILEPATH "libluthier_rust.a made elsewhere of the same sources, for machines without cargo (tests/gpu/README.md)")
if(LUTHIER_RUST_LIBRARY)
  add_library(luthier_rust INTERFACE)
  target_include_directories(luthier_rust INTERFACE "${rust_source}/include")
  target_link_libraries(luthier_rust INTERFACE "${LUTHIER_RUST_LIBRARY}" Threads::Threads ${CMAKE_DL_LIBS} m)
  return()
endif()
find_program(CARGO_PROGRAM cargo PATHS "$ENV{HOME}/.cargo/bin" REQUIRED)

file(GLOB_RECURSE rust_files CONFIGURE_DEPENDS "${rust_source}/src/*.rs" "${rust_source}/Cargo.*" "${rust_source}/build.rs")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${rust_source}/Cargo.lock" "${rust_source}/Cargo.toml")
get_filename_component(cargo_folder "${CARGO_PROGRAM}" DIRECTORY)
execute_process(COMMAND "${cargo_folder}/rustc" --version --verbose OUTPUT_VARIABLE rustc_version ERROR_QUIET)
file(READ "${rust_source}/Cargo.lock" rust_lock)
string(SHA256 rust_hash "${rustc_version}\n${rust_lock}")
string(SUBSTRING "${rust_hash}" 0 16 rust_hash)
set(rust_target "${LUTHIER_CACHE}/rust-target/${rust_hash}")
set(rust_library "${CMAKE_BINARY_DIR}/rust/libluthier_rust.a")
file(MAKE_DIRECTORY "${rust_target}" "${CMAKE_BINARY_DIR}/rust")

# The crates that setup fetched, or the user's own cargo home where setup was not used.
set(cargo_environment "CARGO_TARGET_DIR=${rust_target}")
if(EXISTS "${LUTHIER_CACHE}/cargo/registry")
  list(APPEND cargo_environment "CARGO_HOME=${LUTHIER_CACHE}/cargo")
endif()
set(cargo_build "${CARGO_PROGRAM}" build --release --locked --offline --quiet --jobs 2 --manifest-path "${rust_source}/Cargo.toml")
add_custom_command(
  OUTPUT "${rust_library}"
  COMMAND ${CMAKE_COMMAND} -E env ${cargo_environment} flock "${rust_target}/copy.lock"
    sh -c "library=$1 target=$2; shift 2; \"$@\" && cp -p \"$target\" \"$library.new\" && mv \"$library.new\" \"$library\" && touch \"$library\"" cargo
    "${rust_library}" "${rust_target}/release/libluthier_rust.a" ${cargo_build}
  DEPENDS ${rust_files}
  COMMENT "cargo: libluthier_rust.a (some minutes the first time)"
  VERBATIM)
add_custom_target(luthier_rust_build DEPENDS "${rust_library}")

add_library(luthier_rust INTERFACE)
add_dependencies(luthier_rust luthier_rust_build)
target_include_directories(luthier_rust INTERFACE "${rust_source}/include")
target_link_libraries(luthier_rust INTERFACE "${rust_library}" Threads::Threads ${CMAKE_DL_LIBS} m)
