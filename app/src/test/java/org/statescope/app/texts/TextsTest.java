package org.statescope.app.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path BUNDLE =
      Path.of("src/main/resources/org/statescope/app/texts/Texts.properties");
  private static final Pattern WHOLE_KEY =
      Pattern.compile("Texts\\.text\\(\\s*\"([\\w.-]+)\"\\s*[,)]");

  @Test
  void everyKeyInTheSourcesHasWords() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String source : sources()) {
      Matcher matcher = WHOLE_KEY.matcher(source);
      while (matcher.find()) {
        keys.add(matcher.group(1));
      }
    }
    assertFalse(keys.isEmpty());
    keys.removeAll(bundleKeys());
    assertEquals(Set.of(), keys);
  }

  @Test
  void noKeyStandsTwice() throws IOException {
    List<String> all = bundleKeys();
    Set<String> twice =
        all.stream()
            .filter(key -> all.stream().filter(key::equals).count() > 1)
            .collect(Collectors.toSet());
    assertEquals(Set.of(), twice);
  }

  @Test
  void noStraightApostropheSwallowsAnArgument() throws IOException {
    assertEquals(
        List.of(),
        Files.readAllLines(BUNDLE).stream()
            .filter(line -> !line.startsWith("#") && line.contains("'"))
            .toList());
  }

  @Test
  void argumentsAreFilledIn() {
    assertEquals("2 runs train", Texts.text("status.train", 2));
  }

  private static List<String> bundleKeys() throws IOException {
    return Files.readAllLines(BUNDLE).stream()
        .filter(line -> !line.startsWith("#") && line.contains("="))
        .map(line -> line.substring(0, line.indexOf('=')))
        .toList();
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(TextsTest::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
