# weft_profile(ROOM…): compiles those rooms by the profile of a few searches. For that they are
# compiled twice, first as parts of a program that is run.
function(weft_profile)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    message(FATAL_ERROR "WEFT_PROFILE is for g++")
  endif()
  set(rooms ${ARGN})
  set(profile ${PROJECT_BINARY_DIR}/profile)
  add_subdirectory(explorer/package/training)  # a folder: options of sources are a folder's
  add_custom_command(OUTPUT ${profile}.stamp
    COMMAND ${CMAKE_COMMAND} -DTRAINING=$<TARGET_FILE:weft_training> -DPROFILE=${profile}
      -DBUILD=${PROJECT_BINARY_DIR} -P ${PROJECT_SOURCE_DIR}/explorer/package/training/run.cmake
    COMMAND ${CMAKE_COMMAND} -E touch ${profile}.stamp
    DEPENDS weft_training explorer/package/training/run.cmake
    COMMENT "Making a profile of a few searches")
  foreach(room IN LISTS rooms)
    get_target_property(sources weft_${room} SOURCES)
    set_property(SOURCE ${sources} APPEND PROPERTY OBJECT_DEPENDS ${profile}.stamp)
    target_compile_options(weft_${room} PRIVATE
      -fprofile-use=${profile} -fprofile-partial-training
      -fprofile-correction   # of which copy of a template was called, the counts do not tell
      -Wno-missing-profile)  # of functions that were not called
  endforeach()
endfunction()
