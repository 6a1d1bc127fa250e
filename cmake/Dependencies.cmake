# SPDX-License-Identifier: Apache-2.0
# What installers/linux/setup.sh puts on the machine. Nothing is downloaded here.
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tl-expected QUIET)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_library(RE2_LIBRARY re2 REQUIRED)
find_path(RE2_INCLUDE re2/re2.h REQUIRED)
add_library(luthier_re2 INTERFACE)
target_include_directories(luthier_re2 SYSTEM INTERFACE "${RE2_INCLUDE}")
target_link_libraries(luthier_re2 INTERFACE "${RE2_LIBRARY}")
find_library(CLD2_LIBRARY cld2 REQUIRED)
find_path(CLD2_INCLUDE cld2/public/compact_lang_det.h REQUIRED)
add_library(luthier_cld2 INTERFACE)
target_include_directories(luthier_cld2 SYSTEM INTERFACE "${CLD2_INCLUDE}")
target_link_libraries(luthier_cld2 INTERFACE "${CLD2_LIBRARY}")
find_path(VALIJSON_INCLUDE valijson/validator.hpp REQUIRED)   # headers only
add_library(luthier_valijson INTERFACE)
target_include_directories(luthier_valijson SYSTEM INTERFACE "${VALIJSON_INCLUDE}")

add_library(luthier_headers INTERFACE)   # what every file of core may include
target_link_libraries(luthier_headers INTERFACE nlohmann_json::nlohmann_json)

if(LUTHIER_TESTS)
  find_package(GTest REQUIRED)
  find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
  find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
endif()

if(LUTHIER_STORE)
  find_package(SQLiteCpp REQUIRED)
endif()

if(LUTHIER_ENGINE)
  find_package(CURL REQUIRED)   # judges behind an address; never in the window
  set(LUTHIER_LIBTORCH "${LUTHIER_CACHE}/libtorch-2.11.0" CACHE PATH "The unzipped wheels of torch, nvidia-cuda-runtime and nvidia-cuda-cupti")
  if(NOT EXISTS "${LUTHIER_LIBTORCH}/torch/lib/libtorch_cpu.so")
    message(FATAL_ERROR "LibTorch is not in ${LUTHIER_LIBTORCH}. Run ./luthier setup first.")
  endif()
  add_library(luthier_torch INTERFACE)
  target_include_directories(luthier_torch SYSTEM INTERFACE
    "${LUTHIER_LIBTORCH}/torch/include" "${LUTHIER_LIBTORCH}/torch/include/torch/csrc/api/include")
  target_link_libraries(luthier_torch INTERFACE
    "${LUTHIER_LIBTORCH}/torch/lib/libtorch_cpu.so" "${LUTHIER_LIBTORCH}/torch/lib/libc10.so" "${LUTHIER_LIBTORCH}/torch/lib/libgomp.so.1")
  target_link_options(luthier_torch INTERFACE
    "-Wl,-rpath,${LUTHIER_LIBTORCH}/torch/lib" "-Wl,-rpath-link,${LUTHIER_LIBTORCH}/nvidia/cu13/lib" "-Wl,--allow-shlib-undefined")
endif()

include(Rust)   # luthier_rust: tokenizers and minijinja as one static library
