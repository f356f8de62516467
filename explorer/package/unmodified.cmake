# weft::unmodified: what a program of threads, mutexes, atomics and plain memory links with to be
# explored as it is.
#
# The flags are for the user's code: the compiler calls a function before each access to memory, and
# optimises nothing away before that. The library is the opposite: it is always optimised, never
# instrumented, and shares no template instance with the user's code, in either direction: it is
# linked into one object, in which all names are local but those that are taken over.
# GNU's, whatever the compiler links with: others cannot take groups apart.
find_program(WEFT_GNU_LD NAMES ld.bfd ${CMAKE_LINKER})
mark_as_advanced(WEFT_GNU_LD)
set(supported OFF)
if(CMAKE_SYSTEM_NAME STREQUAL Linux AND CMAKE_SYSTEM_PROCESSOR STREQUAL x86_64 AND CMAKE_OBJCOPY
   AND WEFT_GNU_LD AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  set(supported ON)
endif()
if(NOT supported)
  message(STATUS
    "weft::unmodified is left out: it needs Linux on x86-64, GNU ld, objcopy, no sanitizer")
  return()
endif()

set(room ${PROJECT_SOURCE_DIR}/explorer/unmodified)
file(GLOB sources CONFIGURE_DEPENDS ${room}/*.cc)
add_library(weft_unmodified_objects OBJECT ${sources})
target_link_libraries(weft_unmodified_objects PUBLIC weft_primitives)
target_compile_options(weft_unmodified_objects PRIVATE
  -O2 -fno-lto -fno-omit-frame-pointer -ftls-model=initial-exec
  $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)  # unique names cannot be made local
set_target_properties(weft_unmodified_objects PROPERTIES POSITION_INDEPENDENT_CODE ON)

set(whole ${PROJECT_BINARY_DIR}/unmodified_whole.o)
set(object ${PROJECT_BINARY_DIR}/unmodified.o)
add_custom_command(OUTPUT ${object}
  COMMAND ${WEFT_GNU_LD} -r --force-group-allocation -o ${whole}
    $<TARGET_OBJECTS:weft_unmodified_objects>
  COMMAND ${CMAKE_OBJCOPY} --wildcard --keep-global-symbols=${room}/interposed.txt
    ${whole} ${object}
  DEPENDS weft_unmodified_objects $<TARGET_OBJECTS:weft_unmodified_objects> ${room}/interposed.txt
  COMMENT "Linking weft::unmodified into one object" COMMAND_EXPAND_LISTS VERBATIM)

add_library(weft_unmodified STATIC ${object})
add_library(weft::unmodified ALIAS weft_unmodified)
set_target_properties(weft_unmodified PROPERTIES LINKER_LANGUAGE CXX EXPORT_NAME unmodified)
target_link_libraries(weft_unmodified PUBLIC weft_primitives INTERFACE ${CMAKE_DL_LIBS})
set_property(GLOBAL APPEND PROPERTY WEFT_LIBRARIES weft_unmodified)

# Small copies would be made without a hook and without a call.
set(calls memcpy memmove memset memcmp memchr strlen strnlen strcpy strncpy strcat strcmp strncmp
  strchr strrchr strstr)
list(TRANSFORM calls PREPEND -fno-builtin-)
# The C compiler of a project may be another one than its C++ compiler.
set(gnu $<OR:$<COMPILE_LANG_AND_ID:CXX,GNU>,$<COMPILE_LANG_AND_ID:C,GNU>>)
set(clang $<OR:$<COMPILE_LANG_AND_ID:CXX,Clang>,$<COMPILE_LANG_AND_ID:C,Clang>>)
target_compile_options(weft_unmodified INTERFACE
  -fsanitize=thread -g -fno-lto -fno-omit-frame-pointer
  "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-include weft/explorer/unmodified/no_spinning.h>"
  ${calls} $<${gnu}:-Og> $<${gnu}:-Wno-tsan>
  $<${clang}:-O0> "$<${clang}:SHELL:-mllvm -tsan-instrument-read-before-write=1>")
