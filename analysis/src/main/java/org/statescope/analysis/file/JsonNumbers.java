package org.statescope.analysis.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Numbers at chosen places of a JSON file, read as a stream: what is elsewhere costs no memory.
public final class JsonNumbers {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Path file;
  private final Set<String> places;
  private final Map<String, double[]> found = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private JsonNumbers(Path file, Set<String> places) {
    this.file = file;
    this.places = places;
  }

  /// The numbers at each place that has some, in the order of the file.
  ///
  /// @param places names of fields joined by dots; lists on the way are walked through
  /// @throws SystemFileException if the file is no JSON or has too many numbers at a place
  public static Map<String, double[]> read(Path file, Set<String> places) throws IOException {
    SystemFile.requireBounded(file);
    JsonNumbers numbers = new JsonNumbers(file, places);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), file)) {
      parser.nextToken();
      numbers.walk(parser, "");
    } catch (JacksonException e) {
      throw new SystemFileException(file, "it is not valid JSON", e);
    }
    numbers.found.replaceAll(
        (place, values) -> Arrays.copyOf(values, numbers.counts.getOrDefault(place, 0)));
    return numbers.found;
  }

  private void walk(JsonParser parser, String place) throws SystemFileException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        walk(parser, place.isEmpty() ? name : place + "." + name);
      }
    } else if (token == JsonToken.START_ARRAY && leadsToAPlace(place)) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        walk(parser, place);
      }
    } else if (token == JsonToken.START_ARRAY) {
      parser.skipChildren();
    } else if (token != null && token.isNumeric() && places.contains(place)) {
      add(place, parser.getDoubleValue());
    }
  }

  private boolean leadsToAPlace(String start) {
    return places.stream().anyMatch(place -> place.equals(start) || place.startsWith(start + "."));
  }

  private void add(String place, double value) throws SystemFileException {
    int count = counts.merge(place, 1, Integer::sum) - 1;
    if (count == SystemFile.LARGEST_MATRIX) {
      throw new SystemFileException(
          file, place + " has more than " + SystemFile.LARGEST_MATRIX + " numbers");
    }
    double[] values = found.computeIfAbsent(place, unused -> new double[Long.BYTES]);
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
      found.put(place, values);
    }
    values[count] = value;
  }
}
