package org.statescope.analysis.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The JSON header of a safetensors file, read and checked against the bytes that follow it.
///
/// The tensors must tile the data exactly: no overlap, no gap, nothing left over, as the format
/// demands, so that a file cannot hide bytes or make two names share them.
record SafetensorsHeader(Map<String, String> metadata, List<Range> tensors) {

  /// Where a tensor lies, in bytes after the header.
  record Range(String name, DType dtype, long[] shape, long begin, long end) {}

  private static final String METADATA = "__metadata__";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  static SafetensorsHeader parse(Path file, byte[] json, long dataBytes)
      throws SafetensorsException {
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Range> tensors = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new SafetensorsException(file, "its header is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (name.equals(METADATA)) {
          readMetadata(file, parser, metadata);
        } else {
          tensors.add(readTensor(file, parser, name, dataBytes));
        }
      }
      if (parser.nextToken() != null) {
        throw new SafetensorsException(file, "its header goes on after the JSON object");
      }
    } catch (JacksonException e) {
      throw new SafetensorsException(
          file, "its header is not valid JSON (" + e.getOriginalMessage() + ")", e);
    }
    requireTiling(file, tensors, dataBytes);
    return new SafetensorsHeader(metadata, tensors);
  }

  private static void readMetadata(Path file, JsonParser parser, Map<String, String> metadata)
      throws SafetensorsException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new SafetensorsException(file, "its " + METADATA + " is not a JSON object");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw new SafetensorsException(file, "its metadata value of '" + key + "' is not a string");
      }
      metadata.put(key, parser.getString());
    }
  }

  private static Range readTensor(Path file, JsonParser parser, String name, long dataBytes)
      throws SafetensorsException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new SafetensorsException(file, "its entry '" + name + "' is not a JSON object");
    }
    @Nullable DType dtype = null;
    long @Nullable [] shape = null;
    long @Nullable [] offsets = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "dtype" -> dtype = readType(file, parser, name);
        case "shape" -> shape = readNumbers(file, parser, name, "shape");
        case "data_offsets" -> offsets = readNumbers(file, parser, name, "data_offsets");
        default ->
            throw new SafetensorsException(
                file, "its tensor '" + name + "' has the unknown field '" + key + "'");
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      throw new SafetensorsException(
          file, "its tensor '" + name + "' lacks dtype, shape or data_offsets");
    }
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
      throw new SafetensorsException(
          file,
          "its tensor '"
              + name
              + "' claims bytes outside of the "
              + dataBytes
              + " bytes that follow the header");
    }
    long expected = bytes(file, name, dtype, shape);
    if (offsets[1] - offsets[0] != expected) {
      throw new SafetensorsException(
          file,
          "its tensor '"
              + name
              + "' needs "
              + expected
              + " bytes for its shape but has "
              + (offsets[1] - offsets[0]));
    }
    return new Range(name, dtype, shape, offsets[0], offsets[1]);
  }

  private static DType readType(Path file, JsonParser parser, String name)
      throws SafetensorsException {
    String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
    for (DType dtype : DType.values()) {
      if (dtype.name().equals(text)) {
        return dtype;
      }
    }
    throw new SafetensorsException(
        file, "its tensor '" + name + "' has a dtype that is not known here");
  }

  private static long[] readNumbers(Path file, JsonParser parser, String name, String field)
      throws SafetensorsException {
    List<Long> numbers = new ArrayList<>();
    boolean valid = parser.currentToken() == JsonToken.START_ARRAY;
    while (valid && parser.nextToken() != JsonToken.END_ARRAY) {
      valid = parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() >= 0;
      numbers.add(valid ? parser.getLongValue() : 0);
    }
    if (!valid) {
      throw new SafetensorsException(
          file,
          "its tensor '"
              + name
              + "' has a "
              + field
              + " that is not a list of non-negative"
              + " integers");
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  static long bytes(Path file, String name, DType dtype, long[] shape) throws SafetensorsException {
    try {
      long bytes = dtype.bytes();
      for (long extent : shape) {
        bytes = Math.multiplyExact(bytes, extent);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new SafetensorsException(
          file, "its tensor '" + name + "' has a shape larger than any file", e);
    }
  }

  private static void requireTiling(Path file, List<Range> tensors, long dataBytes)
      throws SafetensorsException {
    List<Range> sorted = new ArrayList<>(tensors);
    sorted.sort(Comparator.comparingLong(Range::begin).thenComparingLong(Range::end));
    long position = 0;
    for (Range range : sorted) {
      if (range.begin() != position) {
        throw new SafetensorsException(
            file,
            "its tensor '"
                + range.name()
                + "' begins at byte "
                + range.begin()
                + (range.begin() < position ? ", inside of another tensor" : ", after a gap"));
      }
      position = range.end();
    }
    if (position != dataBytes) {
      throw new SafetensorsException(
          file, "its tensors end at byte " + position + " but it has " + dataBytes + " data bytes");
    }
  }
}
