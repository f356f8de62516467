// To fall asleep and be woken takes longer than most of what one thread waits for another to do.
#pragma once

namespace weft::search {

/// Asks again and again, for a while. Whether `is_over` has become true.
template <typename IsOver>
bool wait_shortly(IsOver is_over) {
  constexpr int kLooks = 1000;
  for (int n = 0; n < kLooks; ++n) {
    if (is_over()) return true;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  return false;
}

}  // namespace weft::search
