package org.statescope.training.hub;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// The fields of one `config.json`, each checked as it is read.
final class ConfigurationFields {
  /// How transformers 5 writes a number that JSON does not have.
  private static final String FLOAT = "__float__";

  private final Path file;
  private final JsonNode tree;

  ConfigurationFields(Path file, JsonNode tree) {
    this.file = file;
    this.tree = tree;
  }

  /// The fields of an object within; none where it is absent.
  ConfigurationFields within(String name) throws ModelFolderException {
    JsonNode inner = tree.path(name);
    if (has(name) && !inner.isObject()) {
      throw wrong(name, inner, "an object");
    }
    return new ConfigurationFields(file, inner);
  }

  /// Whether a field is an array with something in it.
  boolean lists(String name) {
    return tree.path(name).isArray() && !tree.path(name).isEmpty();
  }

  boolean isZero(String name) {
    return tree.path(name).isNumber() && tree.path(name).doubleValue() == 0;
  }

  boolean has(String name) {
    return tree.hasNonNull(name);
  }

  String text(String name) throws ModelFolderException {
    JsonNode value = required(name);
    if (!value.isString()) {
      throw wrong(name, value, "a text");
    }
    return value.stringValue();
  }

  String text(String name, String absent) throws ModelFolderException {
    return has(name) ? text(name) : absent;
  }

  boolean isText(String name, String text) {
    return has(name) && tree.get(name).isString() && tree.get(name).stringValue().equals(text);
  }

  int size(String name) throws ModelFolderException {
    JsonNode value = required(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw wrong(name, value, "a whole number of at least 1");
    }
    return value.intValue();
  }

  int size(String name, int absent) throws ModelFolderException {
    return has(name) ? size(name) : absent;
  }

  boolean truth(String name, boolean absent) throws ModelFolderException {
    if (!has(name)) {
      return absent;
    }
    JsonNode value = required(name);
    if (!value.isBoolean()) {
      throw wrong(name, value, "true or false");
    }
    return value.booleanValue();
  }

  double number(String name, double absent) throws ModelFolderException {
    return has(name) ? number(name, required(name)) : absent;
  }

  /// One number of an array, each written as a number, as `"Infinity"` or as an object around that.
  double number(String name, int index, double absent) throws ModelFolderException {
    if (!has(name)) {
      return absent;
    }
    JsonNode array = required(name);
    JsonNode value = array.get(index);
    if (value == null) {
      throw wrong(name, array, "an array of more than %d numbers".formatted(index));
    }
    return number(name, value);
  }

  private double number(String name, JsonNode written) throws ModelFolderException {
    JsonNode wrapped = written.get(FLOAT);
    JsonNode value = wrapped == null ? written : wrapped;
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return switch (value.asString("")) {
      case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
      default -> throw wrong(name, written, "a number");
    };
  }

  private JsonNode required(String name) throws ModelFolderException {
    if (!has(name)) {
      throw new ModelFolderException(
          "The file %s has no %s: take the config.json that belongs to the weights."
              .formatted(file, name));
    }
    return tree.get(name);
  }

  ModelFolderException wrong(String name, Object value, String allowed) {
    return new ModelFolderException(
        "The file %s has %s as its %s, which must be %s: take the config.json that belongs to the weights."
            .formatted(file, value, name, allowed));
  }
}
