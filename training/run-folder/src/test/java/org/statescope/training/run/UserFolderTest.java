package org.statescope.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFolderTest {
  private static final Path HOME = Path.of("/home/me");

  @Test
  void everySystemHasItsUsualPlace() {
    assertEquals(HOME.resolve(".cache/statescope"), UserFolder.CACHE.of(Map.of(), "Linux", HOME));
    assertEquals(
        Path.of("/c/statescope"),
        UserFolder.CACHE.of(Map.of("XDG_CACHE_HOME", "/c"), "Linux", HOME));
    assertEquals(
        HOME.resolve("Library/Caches/Statescope"), UserFolder.CACHE.of(Map.of(), "Mac OS X", HOME));
    assertEquals(
        HOME.resolve("AppData/Local/Statescope/Cache"),
        UserFolder.CACHE.of(Map.of(), "Windows 11", HOME));
    assertEquals(
        Path.of("/l/Statescope/Cache"),
        UserFolder.CACHE.of(Map.of("LOCALAPPDATA", "/l"), "Windows 11", HOME));
  }

  @Test
  void theVariableWins() {
    Map<String, String> both = Map.of(UserFolder.CACHE.variable(), "/mine", "XDG_CACHE_HOME", "/c");
    assertEquals(Path.of("/mine"), UserFolder.CACHE.of(both, "Linux", HOME));
  }

  @Test
  void whatProgramsTellEachOtherIsApartFromWhatCanBeMadeAgain() {
    assertEquals(HOME.resolve(".local/state/statescope"), state("Linux", Map.of()));
    assertEquals(
        Path.of("/s/statescope"),
        state("Linux", Map.of("XDG_STATE_HOME", "/s", "XDG_CACHE_HOME", "/c")));
    assertEquals(
        HOME.resolve("Library/Application Support/Statescope"), state("Mac OS X", Map.of()));
    assertEquals(HOME.resolve("AppData/Local/Statescope/State"), state("Windows 11", Map.of()));
  }

  private static Path state(String system, Map<String, String> environment) {
    return UserFolder.STATE.of(environment, system, HOME);
  }
}
