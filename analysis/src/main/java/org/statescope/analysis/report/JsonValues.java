package org.statescope.analysis.report;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.Complex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Numbers as the reference files write them: a complex number is `[re, im]`, infinity is a word.
final class JsonValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonValues() {}

  static ArrayNode array() {
    return NODES.arrayNode();
  }

  static JsonNode number(double value) {
    return Double.isInfinite(value)
        ? NODES.stringNode(Double.toString(value))
        : NODES.numberNode(value);
  }

  static ArrayNode numbers(double... values) {
    ArrayNode array = NODES.arrayNode(values.length);
    for (double value : values) {
      array.add(number(value));
    }
    return array;
  }

  static ArrayNode complex(Complex value) {
    return numbers(value.real(), value.imaginary());
  }

  static ArrayNode complexes(List<Complex> values) {
    ArrayNode array = NODES.arrayNode(values.size());
    values.forEach(value -> array.add(complex(value)));
    return array;
  }

  static ArrayNode matrix(DMatrixRMaj matrix) {
    ArrayNode rows = NODES.arrayNode(matrix.numRows);
    for (int i = 0; i < matrix.numRows; i++) {
      ArrayNode row = rows.addArray();
      for (int j = 0; j < matrix.numCols; j++) {
        row.add(number(matrix.get(i, j)));
      }
    }
    return rows;
  }
}
