package org.statescope.analysis.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The index of a sharded checkpoint: `{"weight_map": {tensor: file, …}}`, as Hugging Face writes
/// it.
final class ShardIndex {
  /// A longer index is refused; a tensor takes about a hundred bytes of it.
  private static final long LARGEST_INDEX = 100_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ShardIndex() {}

  /// The file of each tensor. A file outside of the index's own folder is refused.
  static Map<String, String> read(Path index) throws IOException {
    long size = Files.size(index);
    if (size > LARGEST_INDEX) {
      throw new CheckpointException(
          index, "its index of " + size + " bytes is over " + LARGEST_INDEX);
    }
    Map<String, String> fileOf = new LinkedHashMap<>();
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), Files.readAllBytes(index))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new CheckpointException(index, "its index is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean map = parser.currentName().equals("weight_map");
        parser.nextToken();
        if (map) {
          readMap(index, parser, fileOf);
        } else {
          parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw new CheckpointException(
          index, "its index is not valid JSON (" + e.getOriginalMessage() + ")", e);
    }
    if (fileOf.isEmpty()) {
      throw new CheckpointException(index, "its index has no weight_map");
    }
    return fileOf;
  }

  private static void readMap(Path index, JsonParser parser, Map<String, String> fileOf)
      throws CheckpointException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new CheckpointException(index, "its weight_map is not a JSON object");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String tensor = parser.currentName();
      String file = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
      if (file.isBlank()
          || file.contains("/")
          || file.contains("\\")
          || file.startsWith(".")
          || file.indexOf('\0') >= 0) {
        throw new CheckpointException(
            index, "it places the tensor '" + tensor + "' in something that is no file beside it");
      }
      fileOf.put(tensor, file);
    }
  }
}
