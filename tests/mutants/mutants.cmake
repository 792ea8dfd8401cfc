# SPDX-License-Identifier: Apache-2.0
# The command with one slip built into one scenario's fixed variant, an executable for each <scenario>.<slip>.mutant:
#   in <source>            the file that is changed
#   compiles <source>      the scenario's, when a header is changed
#   renames <class>...     the classes of that header, so that the other scenarios keep theirs
#   ---                    lines of the file
#   +++                    what they become
# Only the changed source is compiled again. It is linked before the library of scenarios, whose own is then left out.
set(mutants_directory "${CMAKE_BINARY_DIR}/bin/mutants")
add_custom_target(test_programs_mutants)
get_target_property(pch_options heddle_scenarios COMPILE_OPTIONS)
list(FILTER pch_options INCLUDE REGEX "pch")

add_library(heddle_main OBJECT "${PROJECT_SOURCE_DIR}/tools/heddle/main.cpp")
target_link_libraries(heddle_main PRIVATE heddle_commands)
heddle_target(heddle_main)

function(heddle_mutant file)
  get_filename_component(name "${file}" NAME_WLE)
  file(STRINGS "${file}" words REGEX "^(in|compiles|renames) ")
  set(compiles "")
  set(renames "")
  foreach(line IN LISTS words)
    string(REPLACE " " ";" line "${line}")
    list(POP_FRONT line word)
    set(${word} "${line}")
  endforeach()
  set(mutated "${CMAKE_CURRENT_BINARY_DIR}/mutants/${name}/${in}")
  add_custom_command(
    OUTPUT "${mutated}"
    COMMAND "${CMAKE_COMMAND}" "-DMUTANT=${file}" "-DSOURCE=${PROJECT_SOURCE_DIR}/${in}" "-DOUTPUT=${mutated}"
            -P "${CMAKE_CURRENT_SOURCE_DIR}/mutants/mutate.cmake"
    DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/${in}" "${CMAKE_CURRENT_SOURCE_DIR}/mutants/mutate.cmake"
    COMMENT "" VERBATIM)
  set(target mutant_${name})
  if(compiles)
    add_executable(${target} "${PROJECT_SOURCE_DIR}/${compiles}" "${mutated}")
    target_include_directories(${target} BEFORE PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/mutants/${name}")
    foreach(class IN LISTS renames)
      target_compile_definitions(${target} PRIVATE "${class}=Mutant${class}")
    endforeach()
  else()
    add_executable(${target} "${mutated}")
  endif()
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:heddle_main>)
  target_link_libraries(${target} PRIVATE heddle_commands heddle_scenarios)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME "${name}" RUNTIME_OUTPUT_DIRECTORY "${mutants_directory}")
  target_precompile_headers(${target} REUSE_FROM heddle_scenarios)
  heddle_target(${target})
  target_compile_options(${target} PRIVATE ${pch_options}) # as heddle_precompile's
  add_dependencies(test_programs_mutants ${target})
endfunction()

file(GLOB mutants CONFIGURE_DEPENDS mutants/*.mutant)
foreach(mutant IN LISTS mutants)
  heddle_mutant("${mutant}")
endforeach()
