package org.statescope.app.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FuzzySearchTest {
  private static final List<String> TITLES =
      List.of("Look at a later step", "Live curves", "Train the demo", "Stop the selected runs");

  @Test
  void theLettersOfAWordsBeginningsFindIt() {
    assertEquals("Train the demo", find("ttd").getFirst());
    assertEquals("Stop the selected runs", find("ssr").getFirst());
  }

  @Test
  void lettersInARowCountMoreThanLettersApart() {
    assertEquals("Live curves", find("live").getFirst());
  }

  @Test
  void everyWordHasToBeFoundInAnyOrder() {
    assertEquals(List.of("Stop the selected runs"), find("runs stop"));
    assertEquals(List.of(), find("runs walk"));
  }

  @Test
  void lettersCountInTheirOrderOnly() {
    assertEquals(List.of(), find("omed"));
  }

  @Test
  void aBlankQueryKeepsEverythingInItsOrder() {
    assertEquals(TITLES, find("  "));
  }

  @Test
  void theDetailIsSearchedTooButCountsLess() {
    List<Command> commands =
        List.of(command("Open runs", "/home/stop/runs"), command("Stop", "command"));
    assertEquals(
        List.of("Stop", "Open runs"),
        FuzzySearch.find("stop", commands).stream().map(Command::title).toList());
    assertTrue(FuzzySearch.find("zz", commands).isEmpty());
  }

  private static List<String> find(String query) {
    return FuzzySearch.find(query, TITLES.stream().map(title -> command(title, "command")).toList())
        .stream()
        .map(Command::title)
        .toList();
  }

  private static Command command(String title, String detail) {
    return new Command(title, detail, Optional.empty(), () -> {});
  }
}
