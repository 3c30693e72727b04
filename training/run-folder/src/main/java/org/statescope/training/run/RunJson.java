package org.statescope.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of run folders: snake_case keys, kebab-case values, indented for people.
public final class RunJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private RunJson() {}

  /// Writes a value as JSON, whole or not at all.
  public static void write(Path file, Object value) throws IOException {
    DurableFiles.write(file, text(value));
  }

  /// What [#write] puts into the file.
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value) + "\n";
  }

  /// Reads a file of the run folder; a missing or broken one becomes a sentence.
  public static <T> T read(Path file, Class<T> type) throws IOException {
    return read(file, type, tree -> {});
  }

  /// Reads a file that holds configurations of runs, also where an earlier version wrote it.
  public static <T> T readManifest(Path file, Class<T> type) throws IOException {
    return read(file, type, EarlierManifests::amend);
  }

  /// Reads a file after `amended` has filled in what earlier versions did not write.
  static <T> T read(Path file, Class<T> type, Consumer<ObjectNode> amended) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new RunFolderException(
          "%s is not a run folder: it has no %s."
              .formatted(file.toAbsolutePath().getParent(), file.getFileName()),
          e);
    }
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree instanceof ObjectNode object) {
        amended.accept(object);
      }
      T value = MAPPER.treeToValue(tree, type);
      if (value == null) {
        throw new RunFolderException(
            "The file %s is empty: restore it from a copy, or start a new run.".formatted(file));
      }
      return value;
    } catch (JacksonException e) {
      throw new RunFolderException(
          "The file %s is damaged (%s): restore it from a copy, or start a new run."
              .formatted(file, firstLine(e.getOriginalMessage())),
          e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }
}
