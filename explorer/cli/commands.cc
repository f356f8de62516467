// The list of all commands.
#include "weft/explorer/cli/command.h"
#include "weft/explorer/cli/commands/completion.h"
#include "weft/explorer/cli/commands/diff.h"
#include "weft/explorer/cli/commands/estimate.h"
#include "weft/explorer/cli/commands/explain.h"
#include "weft/explorer/cli/commands/explore.h"
#include "weft/explorer/cli/commands/gdb.h"
#include "weft/explorer/cli/commands/list.h"
#include "weft/explorer/cli/commands/replay.h"
#include "weft/explorer/cli/commands/resume.h"
#include "weft/explorer/cli/commands/show.h"

namespace weft::cli {

std::vector<std::unique_ptr<Command>> commands(const std::string& program) {
  std::vector<std::unique_ptr<Command>> all;
  all.push_back(make_list());
  all.push_back(make_explore(program));
  all.push_back(make_estimate());
  all.push_back(make_resume(program));
  all.push_back(make_replay(program));
  all.push_back(make_show(program));
  all.push_back(make_diff(program));
  all.push_back(make_gdb());
  all.push_back(make_explain());
  all.push_back(make_completion(program));
  return all;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const auto& command : commands("weft")) names.emplace_back(command->name());
  return names;
}

}  // namespace weft::cli
