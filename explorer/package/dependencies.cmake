# What weft stands on: the system's packages, or the sources where a system has none.
include(FetchContent)

set(BOOST_INCLUDE_LIBRARIES context container)
FetchContent_Declare(Boost
  URL https://github.com/boostorg/boost/releases/download/boost-1.84.0/boost-1.84.0.tar.xz
  FIND_PACKAGE_ARGS COMPONENTS context)
FetchContent_Declare(googletest
  URL https://github.com/google/googletest/archive/refs/tags/v1.14.0.tar.gz
  FIND_PACKAGE_ARGS NAMES GTest)
FetchContent_Declare(CLI11
  URL https://github.com/CLIUtils/CLI11/archive/refs/tags/v2.4.1.tar.gz
  FIND_PACKAGE_ARGS)
FetchContent_Declare(nlohmann_json
  URL https://github.com/nlohmann/json/releases/download/v3.11.3/json.tar.xz
  FIND_PACKAGE_ARGS)
FetchContent_MakeAvailable(Boost googletest CLI11 nlohmann_json)

# Built from source, Boost is one target a library.
if(NOT TARGET Boost::headers)
  add_library(Boost::headers INTERFACE IMPORTED)
  target_link_libraries(Boost::headers INTERFACE Boost::container)
endif()
