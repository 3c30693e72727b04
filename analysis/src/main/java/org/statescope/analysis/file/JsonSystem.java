package org.statescope.analysis.file;

import java.io.IOException;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.lti.StateSpace;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A system as a JSON object, read as a stream: fields of no concern cost no memory.
final class JsonSystem {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Path file;
  private final SystemParts parts;
  private @Nullable String domain;
  private double samplePeriod;

  private JsonSystem(Path file) {
    this.file = file;
    this.parts = new SystemParts(file);
  }

  static StateSpace read(Path file) throws IOException {
    SystemFile.requireBounded(file);
    JsonSystem reader = new JsonSystem(file);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), file)) {
      reader.readObject(parser);
    } catch (JacksonException e) {
      throw new SystemFileException(
          file,
          "it is not valid JSON (line %d: %s)"
              .formatted(e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    }
    return reader.system();
  }

  private void readObject(JsonParser parser) throws SystemFileException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new SystemFileException(file, "it is not a JSON object with the fields A, B and C");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "A", "B", "C" -> parts.put(name, matrix(name, parser));
        case "D" -> {
          if (value != JsonToken.VALUE_NULL) {
            parts.put(name, matrix(name, parser));
          }
        }
        case "dt" -> samplePeriod = value == JsonToken.VALUE_NULL ? 0 : number("dt", parser);
        case "domain" -> domain = value == JsonToken.VALUE_STRING ? parser.getString() : "";
        default -> parser.skipChildren();
      }
    }
  }

  private DMatrixRMaj matrix(String name, JsonParser parser) throws SystemFileException {
    RowCollector rows = new RowCollector(file, name);
    requireList(name, parser);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireList(name, parser);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        rows.add(number(rows.place(), parser));
      }
      rows.endRow();
    }
    return rows.matrix();
  }

  private void requireList(String name, JsonParser parser) throws SystemFileException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new SystemFileException(file, name + " must be a list of rows, each a list of numbers");
    }
  }

  private double number(String place, JsonParser parser) throws SystemFileException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw new SystemFileException(file, place + ", is not a finite number");
    }
    return parser.getDoubleValue();
  }

  private StateSpace system() throws SystemFileException {
    if (domain != null && !domain.equals("ct") && !domain.equals("dt")) {
      throw new SystemFileException(file, "its domain must be \"ct\" or \"dt\"");
    }
    if ("dt".equals(domain) && samplePeriod == 0) {
      throw new SystemFileException(
          file, "its domain is \"dt\" but dt, the sample period in seconds, is missing or 0");
    }
    parts.samplePeriod("ct".equals(domain) ? 0 : samplePeriod);
    return parts.system();
  }
}
