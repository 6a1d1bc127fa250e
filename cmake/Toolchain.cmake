# SPDX-License-Identifier: Apache-2.0
# Flags live in one interface target, so that every target has the same.
add_library(luthier_flags INTERFACE)
target_compile_options(luthier_flags INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused -Wformat=2 -Wimplicit-fallthrough -Werror
  -Wno-maybe-uninitialized -Wno-array-bounds -Wno-restrict   # g++ 12 sees them in std::optional and std::string where there are none
  -fPIC   # here and not by CMake, which gives executables -fPIE: one precompiled header serves both
  -fno-omit-frame-pointer -fstack-protector-strong)
target_include_directories(luthier_flags INTERFACE ${CMAKE_SOURCE_DIR})

# Optimised with asserts: tests run on this. -O2, line tables only (full debug information of torch headers costs minutes).
set(CMAKE_CXX_FLAGS_RELWITHASSERTS "-O2 -g1")
set(CMAKE_C_FLAGS_RELWITHASSERTS "-O2 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithAsserts CACHE STRING "" FORCE)
endif()

if(LUTHIER_SANITIZE)
  target_compile_options(luthier_flags INTERFACE -fsanitize=${LUTHIER_SANITIZE} -fno-sanitize-recover=undefined)
  target_link_options(luthier_flags INTERFACE -fsanitize=${LUTHIER_SANITIZE})
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # A precompiled header needs these settings, or every file misses.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE_PROGRAM})
  target_compile_options(luthier_flags INTERFACE -fpch-preprocess)
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  target_link_options(luthier_flags INTERFACE -fuse-ld=mold)
endif()
set_property(GLOBAL PROPERTY JOB_POOLS link=1)
set(CMAKE_JOB_POOL_LINK link)
