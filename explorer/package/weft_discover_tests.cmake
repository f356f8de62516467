# weft_discover_tests(TARGET [arguments of gtest_discover_tests…]): a CTest test for each test of a
# program linked with weft::gtest_main. They are listed when ctest runs, so that building the
# program does not run it.
include(GoogleTest)

function(weft_discover_tests target)
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST ${ARGN})
endfunction()
