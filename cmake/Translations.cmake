# SPDX-License-Identifier: Apache-2.0
# resources/translations/luthier_xx.ts, with core_xx.ts where there is one -> :/translations/luthier_xx.qm, in the object library views_translations
# (resources/translations/README.md); beside them core_open.txt, of which keys may hold any text.
find_program(LRELEASE_PROGRAM lrelease PATHS /usr/lib/qt6/bin NO_DEFAULT_PATH REQUIRED)
file(GLOB translation_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/resources/translations/luthier_*.ts)
set(translations_folder ${CMAKE_BINARY_DIR}/translations)
file(MAKE_DIRECTORY ${translations_folder})
set(translation_files "")
set(translation_entries "")
foreach(source ${translation_sources})
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE "/luthier_" "/core_" core_words ${source})
  file(GLOB core_words CONFIGURE_DEPENDS ${core_words})
  add_custom_command(OUTPUT ${translations_folder}/${name}.qm COMMAND ${LRELEASE_PROGRAM} -silent ${source} ${core_words} -qm ${translations_folder}/${name}.qm
    DEPENDS ${source} ${core_words} VERBATIM)
  list(APPEND translation_files ${translations_folder}/${name}.qm)
  string(APPEND translation_entries "    <file>${name}.qm</file>\n")
endforeach()
set(open_patterns ${CMAKE_SOURCE_DIR}/resources/translations/core_open.txt)
string(APPEND translation_entries "    <file alias=\"core_open.txt\">${open_patterns}</file>\n")
file(CONFIGURE OUTPUT ${translations_folder}/translations.qrc CONTENT "<RCC>\n  <qresource prefix=\"/translations\">\n${translation_entries}  </qresource>\n</RCC>\n" @ONLY)
add_custom_command(OUTPUT ${translations_folder}/translations.cpp
  COMMAND Qt6::rcc --name translations ${translations_folder}/translations.qrc -o ${translations_folder}/translations.cpp
  DEPENDS ${translation_files} ${open_patterns} ${translations_folder}/translations.qrc VERBATIM)
add_library(views_translations OBJECT ${translations_folder}/translations.cpp)
target_link_libraries(views_translations PRIVATE Qt6::Core)
