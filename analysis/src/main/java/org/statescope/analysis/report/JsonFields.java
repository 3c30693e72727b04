package org.statescope.analysis.report;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a report in JSON: what is not defined is null, and `not_defined` says why.
final class JsonFields {
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ObjectNode notDefined = JsonNodeFactory.instance.objectNode();

  ObjectNode root() {
    return root;
  }

  /// A new object that is no field yet.
  ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  void set(String field, JsonNode value) {
    root.set(field, value);
  }

  /// A field that is not there for the reason given.
  void missing(String field, String reason) {
    root.putNull(field);
    reason(field, reason);
  }

  /// Why a field, or a part of one, is not there.
  void reason(String field, String reason) {
    notDefined.put(field, reason);
  }

  /// A field that is refused where the question has no answer: at a pole, or beyond double range.
  void defined(String field, Supplier<JsonNode> value) {
    try {
      set(field, value.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      missing(field, String.valueOf(e.getMessage()));
    }
  }

  /// The whole, with the reasons at its end.
  ObjectNode finished() {
    root.set("not_defined", notDefined);
    return root;
  }
}
