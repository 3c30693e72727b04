package org.statescope.training.run;

import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Counts the tokens of a Hugging Face `tokenizer.json` as it streams by.
final class TokenizerVocabulary {
  private TokenizerVocabulary() {}

  /// The largest token number plus one; 0 if there is no model with a vocabulary.
  ///
  /// @throws tools.jackson.core.JacksonException if it is not JSON
  static int sizeOf(InputStream file) {
    int size = 0;
    // The caller reads on behind the JSON.
    JsonFactory json = JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), file)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return 0;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("model") && value == JsonToken.START_OBJECT) {
          size = Math.max(size, modelSize(parser));
        } else if (name.equals("added_tokens") && value == JsonToken.START_ARRAY) {
          size = Math.max(size, addedSize(parser));
        } else {
          parser.skipChildren();
        }
      }
    }
    return size;
  }

  /// `vocab` maps tokens to numbers, or is a list (of Unigram models) whose places are the numbers.
  private static int modelSize(JsonParser parser) {
    int size = 0;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean isVocabulary = parser.currentName().equals("vocab");
      JsonToken value = parser.nextToken();
      if (isVocabulary && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          parser.nextToken();
          size = Math.max(size, parser.getValueAsInt(-1) + 1);
        }
      } else if (isVocabulary && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_ARRAY) {
          parser.skipChildren();
          size++;
        }
      } else {
        parser.skipChildren();
      }
    }
    return size;
  }

  private static int addedSize(JsonParser parser) {
    int size = 0;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isNumber = parser.currentName().equals("id");
        parser.nextToken();
        if (isNumber) {
          size = Math.max(size, parser.getValueAsInt(-1) + 1);
        }
        parser.skipChildren();
      }
    }
    return size;
  }
}
