# SPDX-License-Identifier: Apache-2.0
# What every target of heddle has in common: language, warnings, sanitizers, compiler cache.

if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
  endif()
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
  find_program(HEDDLE_CCACHE ccache)
  if(HEDDLE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    # Without this sloppiness ccache refuses every file that uses a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        "${HEDDLE_CCACHE}")
  endif()
endif()

if(NOT HEDDLE_SANITIZE MATCHES "^(address,undefined|address|undefined|thread|)$")
  message(FATAL_ERROR "HEDDLE_SANITIZE is \"${HEDDLE_SANITIZE}\"; use address,undefined or address or undefined or "
                      "thread, or leave it empty")
endif()

set(heddle_sanitize_definitions "")
if(HEDDLE_SANITIZE MATCHES "address")
  list(APPEND heddle_sanitize_definitions HEDDLE_ASAN=1)
endif()
if(HEDDLE_SANITIZE MATCHES "thread")
  list(APPEND heddle_sanitize_definitions HEDDLE_TSAN=1)
endif()

# heddle_target(NAME [UNINSTRUMENTED]): the common settings. UNINSTRUMENTED leaves -fsanitize=thread out of the
# compilation (not out of the link): ThreadSanitizer must not see what the scheduler itself does.
function(heddle_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "UNINSTRUMENTED" "" "")
  target_compile_features(${name} PUBLIC cxx_std_20)
  set_target_properties(${name} PROPERTIES CXX_EXTENSIONS OFF)
  set(warnings -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  if(HEDDLE_WARNINGS_AS_ERRORS)
    list(APPEND warnings -Werror)
  endif()
  if(HEDDLE_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    list(APPEND warnings -Wno-maybe-uninitialized) # false reports in instrumented standard headers
  endif()
  target_compile_options(${name} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:${warnings}>")
  target_compile_definitions(${name} PUBLIC ${heddle_sanitize_definitions})
  if(HEDDLE_SANITIZE)
    if(NOT (arg_UNINSTRUMENTED AND HEDDLE_SANITIZE STREQUAL "thread"))
      set(sanitize "-fsanitize=${HEDDLE_SANITIZE}" -fno-omit-frame-pointer)
      if(HEDDLE_SANITIZE MATCHES "undefined")
        list(APPEND sanitize -fno-sanitize-recover=all)
      endif()
      target_compile_options(${name} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:${sanitize}>")
    endif()
    target_link_options(${name} PUBLIC "-fsanitize=${HEDDLE_SANITIZE}")
  endif()
  if(HEDDLE_COVERAGE)
    target_compile_options(${name} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:--coverage>")
    target_link_options(${name} PUBLIC --coverage)
  endif()
endfunction()

# heddle_precompile(NAME HEADER...): what most sources of the target include, compiled once, in a way that ccache can follow.
function(heddle_precompile name)
  target_precompile_headers(${name} PRIVATE ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(${name} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  else()
    target_compile_options(${name} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>")
  endif()
endfunction()
