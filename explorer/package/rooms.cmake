# weft_room(NAME FOLDER LINKS…): a library of every source in a folder, weft::NAME. A room that has
# no sources yet is skipped, and so is a link to it.
function(weft_room name folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  if(sources)
    weft_library(${name} ${sources})
    target_link_libraries(weft_${name} ${ARGN})
  endif()
endfunction()

# weft_main(NAME FILE LINKS…): a library that brings a main().
function(weft_main name file)
  if(EXISTS ${PROJECT_SOURCE_DIR}/${file})
    weft_library(${name} ${file})
    target_link_libraries(weft_${name} ${ARGN})
  endif()
endfunction()

# What runs at every operation is many small functions in several files. By default GCC inlines too
# few of them: a search makes a seventh more executions with these.
function(weft_inline_more)
  foreach(room IN LISTS ARGN)
    target_compile_options(weft_${room} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:
      --param=max-inline-insns-auto=200 --param=early-inlining-insns=60>)
  endforeach()
endfunction()

function(weft_library name)
  add_library(weft_${name} STATIC ${ARGN})
  add_library(weft::${name} ALIAS weft_${name})
  set_target_properties(weft_${name} PROPERTIES EXPORT_NAME ${name})
  target_compile_features(weft_${name} PUBLIC cxx_std_20)
  # GCC copies small structs with one wide load, which waits for the narrow writes just before it.
  target_compile_options(weft_${name} PRIVATE
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-tree-slp-vectorize>)
  target_include_directories(weft_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include> $<INSTALL_INTERFACE:include>)
  set_property(GLOBAL APPEND PROPERTY WEFT_LIBRARIES weft_${name})
endfunction()
