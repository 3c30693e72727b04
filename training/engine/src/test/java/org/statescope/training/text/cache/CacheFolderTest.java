package org.statescope.training.text.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
  private static final Path HOME = Path.of("/home/me");

  @Test
  void everySystemHasItsUsualPlace() {
    assertEquals(HOME.resolve(".cache/statescope"), CacheFolder.of(Map.of(), "Linux", HOME));
    assertEquals(
        Path.of("/c/statescope"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "/c"), "Linux", HOME));
    assertEquals(
        HOME.resolve("Library/Caches/Statescope"), CacheFolder.of(Map.of(), "Mac OS X", HOME));
    assertEquals(
        HOME.resolve("AppData/Local/Statescope/Cache"),
        CacheFolder.of(Map.of(), "Windows 11", HOME));
    assertEquals(
        Path.of("/l/Statescope/Cache"),
        CacheFolder.of(Map.of("LOCALAPPDATA", "/l"), "Windows 11", HOME));
  }

  @Test
  void theVariableWins() {
    Map<String, String> both = Map.of(CacheFolder.VARIABLE, "/mine", "XDG_CACHE_HOME", "/c");
    assertEquals(Path.of("/mine"), CacheFolder.of(both, "Linux", HOME));
  }
}
