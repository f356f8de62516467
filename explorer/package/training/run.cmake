# Runs ${TRAINING} and puts what it has written into ${PROFILE}, under the names of the objects in
# ${BUILD} that are to be compiled by it: GCC looks for a profile by the name of its object.
set(raw ${PROFILE}.raw)
file(REMOVE_RECURSE ${raw} ${PROFILE})
execute_process(COMMAND ${CMAKE_COMMAND} -E env GCOV_PREFIX=${raw} ${TRAINING}
  COMMAND_ERROR_IS_FATAL ANY)

file(REAL_PATH ${BUILD} real)
set(folders ${BUILD} ${real})  # the compiler may be called in either
list(REMOVE_DUPLICATES folders)
file(GLOB_RECURSE written ${raw}/*.gcda)
list(FILTER written INCLUDE REGEX "/weft_training_[a-z]+\\.dir/")
if(NOT written)
  message(FATAL_ERROR "${TRAINING} has written no profile into ${raw}")
endif()
foreach(file IN LISTS written)
  string(REGEX MATCH "/weft_training_([a-z]+)\\.dir/(.*)$" matched ${file})
  set(room weft_${CMAKE_MATCH_1}.dir)
  string(REPLACE "__" ".." source explorer/package/training/${CMAKE_MATCH_2})
  cmake_path(NORMAL_PATH source)
  foreach(folder IN LISTS folders)
    string(REPLACE "/" "#" name ${folder}/CMakeFiles/${room}/${source})
    configure_file(${file} ${PROFILE}/${name} COPYONLY)
  endforeach()
endforeach()
file(REMOVE_RECURSE ${raw})
