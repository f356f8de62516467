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
