#include "weft/explorer/unmodified/remarks.h"

#include <algorithm>

#include "weft/explorer/kernel/file_and_line.h"

namespace weft::unmodified {

Remarks& remarks() {
  static Remarks& the_remarks = *new Remarks;  // used until the process is gone
  return the_remarks;
}

void Remarks::begin_execution() {
  questions_.clear();
  threads_ = blind_ = false;
}

void Remarks::asked(const char* what) {
  constexpr std::size_t kMost = 16;
  if (questions_.size() < kMost) questions_.push_back({what, stack_here()});
}

std::vector<std::string> Remarks::all() const {
  std::vector<std::string> all;
  if (blind_) {
    all.emplace_back(
        "threads were started, but no access of theirs to memory was seen: was their code compiled "
        "with the flags of weft::unmodified, and without -flto?");
  }
  for (const Question& question : questions_) {
    std::string text = std::string(question.what) + " is used";
    const Place at = user_place(question.stack);
    if (!at.file.empty()) text += " at " + file_and_line(at);
    text += ", which may say something else each time";
    if (std::ranges::find(all, text) == all.end()) all.push_back(std::move(text));
  }
  return all;
}

}  // namespace weft::unmodified
