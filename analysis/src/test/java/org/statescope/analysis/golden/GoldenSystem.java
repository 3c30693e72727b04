package org.statescope.analysis.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One file of the reference folder `analysis`: the system and what is known of it.
public record GoldenSystem(String name, StateSpace system, JsonNode json) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// Every system of the folder that the property `statescope.golden` names.
  public static List<GoldenSystem> all() {
    Path folder = Path.of(System.getProperty("statescope.golden")).resolve("analysis");
    List<GoldenSystem> systems = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        systems.add(read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (systems.isEmpty()) {
      throw new IllegalStateException(folder + " holds no reference systems");
    }
    return systems;
  }

  private static GoldenSystem read(Path file) throws IOException {
    JsonNode json = MAPPER.readTree(Files.readString(file));
    TimeDomain domain =
        json.get("domain").asString().equals("ct")
            ? TimeDomain.continuous()
            : TimeDomain.discrete(json.get("dt").asDouble());
    StateSpace system =
        new StateSpace(
            matrix(json.get("A")),
            matrix(json.get("B")),
            matrix(json.get("C")),
            matrix(json.get("D")),
            domain);
    return new GoldenSystem(json.get("name").asString(), system, json);
  }

  /// A field by its path, empty when it is absent or null.
  public Optional<JsonNode> field(String... path) {
    JsonNode node = json;
    for (String step : path) {
      node = node.get(step);
      if (node == null || node.isNull()) {
        return Optional.empty();
      }
    }
    return Optional.of(node);
  }

  /// A number by its path; the word Infinity is one.
  public Optional<Double> number(String... path) {
    return field(path).map(GoldenSystem::number);
  }

  /// The 2-norm of A.
  public double norm() {
    return number("norm2_A").orElseThrow();
  }

  public List<Complex> poles() {
    return complexes(json.get("poles"));
  }

  public static double number(JsonNode node) {
    return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
  }

  public static Complex complex(JsonNode node) {
    return new Complex(number(node.get(0)), number(node.get(1)));
  }

  public static List<Complex> complexes(JsonNode node) {
    List<Complex> values = new ArrayList<>();
    for (JsonNode entry : node) {
      values.add(complex(entry));
    }
    return values;
  }

  public static double[] numbers(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(node.get(i));
    }
    return values;
  }

  public static DMatrixRMaj matrix(JsonNode node) {
    DMatrixRMaj matrix = new DMatrixRMaj(node.size(), node.get(0).size());
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        matrix.set(i, j, number(node.get(i).get(j)));
      }
    }
    return matrix;
  }

  @Override
  public String toString() {
    return name;
  }
}
