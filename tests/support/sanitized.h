// Whether AddressSanitizer is at work: what it takes for itself it reports in its own words, and
// that is the end of the program.
#pragma once

#include "weft/explorer/kernel/address_sanitizer.h"

namespace weft::testing_support {

#ifdef WEFT_ADDRESS_SANITIZER
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace weft::testing_support
