// What an explored scenario cannot do. It is said at the first use, as a finding, for the search
// would be wrong without it.
#pragma once

namespace weft::unmodified {

/// Ends the execution with a finding that says so: "fork is not supported: …".
[[noreturn]] void refuse(const char* function, const char* why);

}  // namespace weft::unmodified
