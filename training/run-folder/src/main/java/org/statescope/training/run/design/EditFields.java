package org.statescope.training.run.design;

import java.util.Set;
import org.statescope.analysis.design.PoleEdit;
import tools.jackson.databind.JsonNode;

/// The fields of one edit, each checked as it is read; failures say what is wrong, without the
/// file.
final class EditFields {
  static final String ALL = "all";

  private final JsonNode tree;

  EditFields(JsonNode tree) {
    this.tree = tree;
  }

  /// Refuses fields that no such edit has: a misspelt one would be passed over.
  void requireOnly(Set<String> known) {
    for (String name : tree.propertyNames()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("it has a field '" + name + "' that no such edit has");
      }
    }
  }

  boolean has(String name) {
    return tree.hasNonNull(name);
  }

  String text(String name) {
    JsonNode value = tree.path(name);
    if (!value.isString()) {
      throw wrong(name, "a text");
    }
    return value.stringValue();
  }

  int integer(String name) {
    JsonNode value = tree.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(name, "a whole number");
    }
    return value.intValue();
  }

  double number(String name) {
    JsonNode value = tree.path(name);
    if (!value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value.doubleValue();
  }

  int system() {
    JsonNode value = tree.path("system");
    if (value.isString() && value.stringValue().equals(ALL)) {
      return PoleEdit.ALL;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
      throw wrong("system", "a number from 0 or \"all\"");
    }
    return value.intValue();
  }

  private IllegalArgumentException wrong(String name, String allowed) {
    return new IllegalArgumentException(
        has(name)
            ? "its %s is %s but must be %s".formatted(name, tree.get(name), allowed)
            : "it has no %s, which must be %s".formatted(name, allowed));
  }
}
