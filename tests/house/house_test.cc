// The house rules that a compiler does not keep: who may include whom, and what a file looks like.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "weft/tests/house/source_file.h"

namespace weft::house {
namespace {

struct Room {
  std::string_view folder;
  int floor;
};

/// Lowest floor first. A file may use its own room and the rooms on lower floors; rooms that
/// share a floor have no door between them. Tests may use everything.
constexpr std::array kRooms{
    Room{"explorer/kernel/", 0},      //
    Room{"primitives/", 1},           //
    Room{"explorer/search/", 1},      //
    Room{"explorer/invariants/", 1},  //
    Room{"explorer/explore/", 2},     //
    Room{"explorer/unmodified/", 2},  //
    Room{"explorer/output/", 3},      //
    Room{"explorer/cli/", 4},         //
    Room{"explorer/gtest/", 4},       //
    Room{"explorer/package/", 5},     //
    Room{"scenarios/", 5},            //
    Room{"tests/", 6},                //
};

const Room* room_of(std::string_view path) {
  const auto* const room = std::ranges::find_if(
      kRooms, [&](const Room& r) { return path.substr(0, r.folder.size()) == r.folder; });
  return room == kRooms.end() ? nullptr : room;
}

bool may_use(const Room& user, const Room& used) {
  return &user == &used || used.floor < user.floor;
}

/// Where a room does not see all of a room below: the files it may include.
struct Door {
  std::string_view user;
  std::string_view used;
  std::set<std::string_view> files;
};

const std::array kDoors{
    Door{"primitives/",
         "explorer/kernel/",
         {"operation.h", "goroutine.h", "alternative.h", "race_check.h", "location.h", "finding.h",
          "check.h", "blocks.h", "file_and_line.h"}},
    Door{
        "explorer/search/",
        "explorer/kernel/",
        {"execution.h", "footprint.h", "alternative.h", "strategy.h", "ids.h", "check.h", "row.h"}},
    Door{"explorer/invariants/",
         "explorer/kernel/",
         {"execution.h", "footprint.h", "alternative.h", "finding.h", "ids.h", "check.h",
          "transcript.h", "file_and_line.h"}},
    Door{"explorer/output/",
         "explorer/kernel/",
         {"transcript.h", "finding.h", "location.h", "file_and_line.h"}},
    Door{"explorer/output/",
         "explorer/explore/",
         {"report.h", "counterexample.h", "progress.h", "estimate.h"}},
    Door{"explorer/output/", "explorer/search/", {}},
    Door{"explorer/output/", "explorer/invariants/", {}},
    Door{"explorer/output/", "primitives/", {}},
    Door{"explorer/explore/", "primitives/", {}},
};

TEST(House, EveryFileHasARoom) {
  for (const SourceFile& file : sources()) EXPECT_NE(room_of(file.path), nullptr) << file.path;
}

TEST(House, IncludesOnlyGoDown) {
  for (const SourceFile& file : sources()) {
    for (const std::string& path : our_includes(file)) {
      const Room* const user = room_of(file.path);
      const Room* const used = room_of(path);
      ASSERT_TRUE(user != nullptr && used != nullptr) << file.path << " includes " << path;
      EXPECT_TRUE(may_use(*user, *used)) << file.path << " includes " << path;
    }
  }
}

TEST(House, RoomsUseTheirDoors) {
  for (const SourceFile& file : sources()) {
    for (const std::string& path : our_includes(file)) {
      for (const Door& door : kDoors) {
        if (!file.path.starts_with(door.user) || !path.starts_with(door.used)) continue;
        EXPECT_TRUE(door.files.contains(std::string_view(path).substr(door.used.size())))
            << file.path << " includes " << path;
      }
    }
  }
}

/// They are made of other primitives, and show how far these reach.
TEST(House, ComposedPrimitivesDoNotKnowTheKernel) {
  for (const SourceFile& file : sources()) {
    for (const char* const name :
         {"context", "errors", "err_group", "worker_pool", "semaphore", "single_flight", "defer"}) {
      if (file.path.find(std::string("primitives/") + name + ".") != 0) continue;
      for (const std::string& path : our_includes(file)) {
        EXPECT_TRUE(path.starts_with("primitives/") || path == "explorer/kernel/location.h")
            << file.path << " includes " << path;
      }
    }
  }
}

TEST(House, OnlyItsRoomKnowsALibrary) {
  struct Library {
    std::string_view include;
    std::set<std::string_view> known_to;
  };
  const std::array libraries{
      Library{"#include <boost/context", {"explorer/kernel/fiber.cc"}},
      Library{"#include <boost/", {"explorer/kernel/", "explorer/search/"}},
      Library{"#include <CLI/", {"explorer/cli/"}},
      Library{"#include <nlohmann/", {"explorer/output/"}},
      Library{"#include <gtest/", {"explorer/gtest/"}},
  };
  for (const SourceFile& file : sources()) {
    if (file.path.starts_with("tests/")) continue;
    for (const Library& library : libraries) {
      if (file.text.find(library.include) == std::string::npos) continue;
      EXPECT_TRUE(std::ranges::any_of(library.known_to,
                                      [&](auto place) { return file.path.starts_with(place); }))
          << file.path << " has " << library.include;
    }
  }
}

TEST(House, EveryHeaderSaysFirstWhatItIs) {
  for (const SourceFile& file : sources()) {
    if (!file.path.ends_with(".h")) continue;
    EXPECT_TRUE(file.text.starts_with("// ")) << file.path;
    EXPECT_NE(file.text.find("\n#pragma once\n"), std::string::npos) << file.path;
  }
}

/// Longer than a file should be, and by how much it may be. The list only ever gets shorter.
struct TooLong {
  std::string_view path;
  std::ptrdiff_t lines;
};
constexpr std::array kTooLong{
    TooLong{"tests/primitives/cond_test.cc", 390},
    TooLong{"tests/primitives/timer_test.cc", 430},
};

TEST(House, FilesStaySmall) {
  constexpr std::ptrdiff_t kLines = 300;
  for (const SourceFile& file : sources()) {
    const auto* const known = std::ranges::find(kTooLong, file.path, &TooLong::path);
    const auto lines = std::ranges::count(file.text, '\n');
    if (known == kTooLong.end()) {
      EXPECT_LE(lines, kLines) << file.path;
    } else {
      EXPECT_LE(lines, known->lines) << file.path;
      EXPECT_GT(lines, kLines) << file.path << " is short enough now: off the list with it";
    }
  }
}

TEST(House, NothingIsLeftForLater) {
  for (const SourceFile& file : sources()) {
    if (file.path.starts_with("tests/house/")) continue;
    for (const std::string_view mark : {"// TODO", "TODO(", "FIXME", "HACK"}) {
      EXPECT_EQ(file.text.find(mark), std::string::npos) << file.path << " has " << mark;
    }
  }
}

TEST(House, TheTopFloorIsTidy) {
  const std::set<std::string> allowed{
      "CMakeLists.txt", "CMakePresets.json", "LICENSE",       "README.md",   "docs",
      "explorer",       "primitives",        "scenarios",     "tests",       ".ci",
      ".git",           ".gitignore",        ".clang-format", ".clang-tidy", "build",
  };
  for (const auto& entry : std::filesystem::directory_iterator(WEFT_SOURCE_DIR)) {
    EXPECT_TRUE(allowed.contains(entry.path().filename().string())) << entry.path();
  }
}

}  // namespace
}  // namespace weft::house
