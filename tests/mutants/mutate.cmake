# SPDX-License-Identifier: Apache-2.0
# Makes a mutant's source: cmake -DMUTANT=FILE -DSOURCE=FILE -DOUTPUT=FILE -P mutate.cmake
# Replaces the lines under `---` by those under `+++`; they must be in the source, and only once.
file(READ "${MUTANT}" mutant)
file(READ "${SOURCE}" source)

string(FIND "${mutant}" "\n---\n" removed_mark)
string(FIND "${mutant}" "\n+++\n" added_mark)
if(removed_mark EQUAL -1 OR added_mark LESS removed_mark)
  message(FATAL_ERROR "${MUTANT} is no mutant: it needs a line --- followed by the lines to replace, then a line +++ "
                      "followed by what replaces them")
endif()
math(EXPR removed_begin "${removed_mark} + 5")
math(EXPR removed_length "${added_mark} + 1 - ${removed_begin}")
math(EXPR added_begin "${added_mark} + 5")
string(SUBSTRING "${mutant}" ${removed_begin} ${removed_length} removed)
string(SUBSTRING "${mutant}" ${added_begin} -1 added)

string(FIND "${source}" "${removed}" first)
string(FIND "${source}" "${removed}" last REVERSE)
if(first EQUAL -1 OR NOT first EQUAL last)
  set(how_often "more than once")
  if(first EQUAL -1)
    set(how_often "not")
  endif()
  message(FATAL_ERROR "${MUTANT} changes lines that are ${how_often} in ${SOURCE}:\n${removed}"
                      "write under --- what the source says now, with enough lines to be there once")
endif()
string(REPLACE "${removed}" "${added}" source "${source}")
file(WRITE "${OUTPUT}" "#line 1 \"${SOURCE}\"\n${source}")
