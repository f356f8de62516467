#include "weft/explorer/gtest/keeper.h"

#include <unistd.h>

#include <iostream>
#include <stdexcept>

#include "weft/explorer/gtest/flags.h"
#include "weft/explorer/output/checkpoint_file.h"

namespace weft::gtest {

Keeper::Keeper(const std::string& test) {
  if (flags().checkpoint == "off") return;
  path_ = flags().resume;
  if (!path_.empty()) return;
  const std::string folder =
      flags().checkpoint.empty() ? output::checkpoint_folder() : flags().checkpoint;
  const std::string program = flags().program.substr(flags().program.find_last_of('/') + 1);
  if (!folder.empty()) path_ = output::checkpoint_path(folder, program, test);
}

/// A full disk does not end the search.
void Keeper::save(const std::string& checkpoint) {
  try {
    output::save_checkpoint(path_, checkpoint);
    saved_ = true;
  } catch (const std::invalid_argument& refused) {
    std::cerr << "[     weft ] " << refused.what() << '\n';
  }
}

void Keeper::cannot_save(const std::string& why) {
  std::cout << "[     weft ] this search is not saved: " << why << '\n';
}

void Keeper::conclude(bool cut_off) const {
  if (path_.empty()) return;
  if (!cut_off) {
    unlink(path_.c_str());
  } else if (saved_) {
    std::cout << "[     weft ] go on with: " << flags().program << " --weft_resume=" << path_
              << '\n';
  }
}

}  // namespace weft::gtest
