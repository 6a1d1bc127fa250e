# SPDX-License-Identifier: Apache-2.0
# Qt and what draws with it. Folders of views are targets; the allowed arrows between them are exactly their DEPENDS.
if(NOT LUTHIER_STORE)
  message(FATAL_ERROR "The window needs the project store: LUTHIER_STORE=ON")
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Svg PrintSupport)   # PrintSupport: QCustomPlot links it
find_package(QCustomPlotQt6 REQUIRED)
if(LUTHIER_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()

add_library(luthier_qt INTERFACE)
target_link_libraries(luthier_qt INTERFACE Qt6::Widgets)
target_compile_definitions(luthier_qt INTERFACE QT_NO_FOREACH QT_NO_CAST_TO_ASCII QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)

add_library(views_pch OBJECT ${CMAKE_SOURCE_DIR}/cmake/pch/views_pch.cpp)
target_link_libraries(views_pch PUBLIC luthier_flags luthier_headers luthier_qt)
target_precompile_headers(views_pch PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch/views_pch.h)

# luthier_views_folder(NAME [DEPENDS targets...])      *.cpp of the current folder -> views_NAME
function(luthier_views_folder name)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_library(views_${name} STATIC ${sources})
  set_target_properties(views_${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(views_${name} PUBLIC luthier_flags luthier_headers luthier_qt ${ARG_DEPENDS})
  target_precompile_headers(views_${name} REUSE_FROM views_pch)
endfunction()

# luthier_gui_tests(NAME [TIMEOUT seconds] [MAIN file.cpp] [LABELS gui] LINKS ...)   *_test.cpp of the current folder -> test_views_NAME, on Qt's offscreen
# platform
function(luthier_gui_tests name)
  cmake_parse_arguments(ARG "" "TIMEOUT;MAIN" "LABELS;LINKS" ${ARGN})
  if(NOT ARG_LABELS)
    set(ARG_LABELS gui)
  endif()
  if(NOT ARG_MAIN)
    set(ARG_MAIN ${CMAKE_SOURCE_DIR}/tests/support/gui_main.cpp)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_executable(test_views_${name} ${sources} ${ARG_MAIN})
  set_target_properties(test_views_${name} PROPERTIES AUTOMOC ON)
  target_compile_definitions(test_views_${name} PRIVATE LUTHIER_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(test_views_${name} PRIVATE luthier_flags luthier_headers luthier_qt Qt6::Test ${ARG_LINKS} GTest::gmock GTest::gtest)
  target_precompile_headers(test_views_${name} REUSE_FROM views_pch)
  add_test(NAME views_${name} COMMAND test_views_${name} --gtest_brief=1)
  luthier_test_settings(views_${name} LABELS ${ARG_LABELS} TIMEOUT ${ARG_TIMEOUT})
  set_property(TEST views_${name} APPEND PROPERTY ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()

# luthier_needs_engines(NAME)   the tests' programs of tests/views/link: LUTHIER_FAKE_ENGINE, and in the environment LUTHIER_ENGINE where it is built
function(luthier_needs_engines name)
  target_compile_definitions(test_views_${name} PRIVATE LUTHIER_FAKE_ENGINE="${CMAKE_BINARY_DIR}/tests/views/link/fake_engine")
  add_dependencies(test_views_${name} fake_engine)
  if(TARGET luthier-engine)
    set_property(TEST views_${name} APPEND PROPERTY ENVIRONMENT "LUTHIER_ENGINE=$<TARGET_FILE:luthier-engine>")
    add_dependencies(test_views_${name} luthier-engine)
  endif()
endfunction()
