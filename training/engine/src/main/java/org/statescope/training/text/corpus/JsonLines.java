package org.statescope.training.text.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON lines: one field of each line's object is a document. Blank lines and fields that are null
/// are passed over.
final class JsonLines {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Lines.LONGEST_LINE).build())
          .build();

  private final CorpusFile file;
  private final String field;
  private long number;

  private JsonLines(CorpusFile file, String field) {
    this.file = file;
    this.field = field;
  }

  static void read(CorpusFile file, String field, InputStream in, Documents documents)
      throws IOException {
    JsonLines reader = new JsonLines(file, field);
    Lines lines = new Lines(in);
    while (reader.next(lines)) {
      String document = reader.document(lines);
      if (document != null) {
        ByteBuffer utf8 = reader.encoded(document);
        documents.write(utf8.array(), utf8.arrayOffset(), utf8.remaining());
        documents.end();
      }
    }
  }

  private boolean next(Lines lines) throws IOException {
    number++;
    try {
      return lines.next();
    } catch (Lines.TooLongException e) {
      throw new TextException(
          "Line %d of %s is longer than %d bytes: split it, or leave it out."
              .formatted(number, file.path(), Lines.LONGEST_LINE),
          e);
    }
  }

  private @Nullable String document(Lines lines) throws TextException {
    if (lines.isBlank()) {
      return null;
    }
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), lines.bytes(), 0, lines.length())) {
      return document(parser);
    } catch (JacksonException e) {
      throw new TextException(
          "Line %d of %s is not JSON (%s): mend the line, or leave it out."
              .formatted(number, file.path(), firstLine(e.getOriginalMessage())),
          e);
    }
  }

  private @Nullable String document(JsonParser parser) throws TextException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw refused("is not a JSON object: write an object with a field '%s'".formatted(field));
    }
    String document = null;
    boolean found = false;
    Set<String> names = new LinkedHashSet<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      names.add(name);
      if (!name.equals(field)) {
        parser.skipChildren();
        continue;
      }
      found = true;
      if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL) {
        throw refused(
            "has a field '%s' that is not text: choose another with --text-field".formatted(field));
      }
      document = value == JsonToken.VALUE_NULL ? null : parser.getString();
    }
    if (parser.nextToken() != null) {
      throw refused("holds more than one JSON value: write one object in a line");
    }
    if (!found) {
      throw refused(
          "has no field '%s': choose one of its fields (%s) with --text-field"
              .formatted(field, String.join(", ", names)));
    }
    return document;
  }

  private ByteBuffer encoded(String document) throws TextException {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(document));
    } catch (CharacterCodingException e) {
      throw refused("has half a surrogate pair in the field '%s': mend the line".formatted(field));
    }
  }

  private TextException refused(String why) {
    return new TextException("Line %d of %s %s.".formatted(number, file.path(), why));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }
}
