// Watches the search of a test: Ctrl-C, and the file in which a search that is cut off is kept.
#pragma once

#include <string>

#include "weft/explorer/explore/interrupts.h"
#include "weft/explorer/explore/monitor.h"

namespace weft::gtest {

class Keeper final : public Monitor {
 public:
  explicit Keeper(const std::string& test);

  [[nodiscard]] bool wants_end() const override { return Interrupts::wanted(); }
  [[nodiscard]] Seconds between_saves() const override { return Seconds(60); }
  [[nodiscard]] bool saves() const override { return !path_.empty(); }
  void save(const std::string& checkpoint) override;
  void cannot_save(const std::string& why) override;

  /// Says how to go on, or throws the file away if nothing is left.
  void conclude(bool cut_off) const;

 private:
  Interrupts interrupts_;
  std::string path_;
  bool saved_ = false;
};

}  // namespace weft::gtest
