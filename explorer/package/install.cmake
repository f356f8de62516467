# What `cmake --install` puts where find_package(weft) finds it.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

# A package may only depend on packages: what was built from source here is not there elsewhere.
foreach(needed Boost::context Boost::headers GTest::gtest CLI11::CLI11 nlohmann_json::nlohmann_json)
  get_target_property(is_a_package ${needed} IMPORTED)
  if(NOT is_a_package)
    message(STATUS "weft cannot be installed: ${needed} was built here, not found as a package")
    set(WEFT_INSTALL OFF)
    return()
  endif()
endforeach()

get_property(libraries GLOBAL PROPERTY WEFT_LIBRARIES)
set(config ${CMAKE_INSTALL_LIBDIR}/cmake/weft)

add_custom_target(weft_package DEPENDS ${libraries} weft_tool)  # all that is installed
install(TARGETS weft ${libraries} EXPORT weft-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS weft_tool RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(EXPORT weft-targets NAMESPACE weft:: DESTINATION ${config})
install(DIRECTORY primitives explorer DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/weft
  FILES_MATCHING PATTERN "*.h" PATTERN package EXCLUDE)

configure_package_config_file(explorer/package/weft-config.cmake.in weft-config.cmake
  INSTALL_DESTINATION ${config})
write_basic_package_version_file(weft-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/weft-config.cmake ${PROJECT_BINARY_DIR}/weft-config-version.cmake
  explorer/package/weft_discover_tests.cmake DESTINATION ${config})

# The same for pkg-config: weft_pc(NAME ABOUT REQUIRES LIBRARY…)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
  BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig OUTPUT_VARIABLE WEFT_PC_UP)
get_target_property(options weft INTERFACE_COMPILE_OPTIONS)
if(options)
  list(JOIN options " " WEFT_PC_CFLAGS)  # without CMake's expressions, which nobody else knows
  string(REGEX REPLACE "\\$<\\$<COMPILE_LANGUAGE:CXX>:([^>]*)>" "\\1" WEFT_PC_CFLAGS
    "${WEFT_PC_CFLAGS}")
endif()
function(weft_pc name about requires)
  set(WEFT_PC_NAME ${name})
  set(WEFT_PC_ABOUT ${about})
  set(WEFT_PC_REQUIRES ${requires})
  list(JOIN ARGN " " WEFT_PC_LIBS)
  configure_file(${PROJECT_SOURCE_DIR}/explorer/package/weft.pc.in ${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endfunction()
list(TRANSFORM CMAKE_DL_LIBS PREPEND -l OUTPUT_VARIABLE dl)
set(rooms -lweft_primitives -lweft_explore -lweft_search -lweft_invariants -lweft_kernel)
weft_pc(weft "${PROJECT_DESCRIPTION}" "" ${rooms} -lboost_context -pthread)
weft_pc(weft-main "weft, and a main() with the commands of the tool" ""
  -lweft_main -lweft_cli -lweft_output ${rooms} -lboost_context -pthread ${dl})
weft_pc(weft-gtest-main "weft in GoogleTest, and a main() that runs the tests" gtest
  -lweft_gtest_main -lweft_gtest -lweft_output ${rooms} -lboost_context -pthread)
