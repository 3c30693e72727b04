package org.statescope.training.run.design;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.analysis.lti.Complex;
import org.statescope.training.run.RunJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lists of edits as JSON, in the format that the package describes. What is written is read back
/// to the last bit.
public final class PoleEditsFile {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = JsonMapper.shared();

  private PoleEditsFile() {}

  /// Writes a list of edits, whole or not at all.
  public static void write(Path file, PoleEdits edits) throws IOException {
    RunJson.write(file, tree(edits));
  }

  /// Reads a list of edits.
  ///
  /// @throws DesignFileException in one sentence if it is none
  public static PoleEdits read(Path file) throws IOException {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new DesignFileException(
          "There is no file %s: name a list of edits.".formatted(file), e);
    }
  }

  /// What [#write] puts into a file.
  public static String text(PoleEdits edits) {
    return RunJson.text(tree(edits));
  }

  /// Reads what [#text] gives.
  ///
  /// @param name what a sentence calls the text
  /// @throws DesignFileException in one sentence if it is no list of edits
  public static PoleEdits parse(String text, String name) throws DesignFileException {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JacksonException e) {
      throw broken(name, "it is no JSON: " + firstLine(e.getOriginalMessage()), e);
    }
    JsonNode format = tree.path("format");
    if (format.isIntegralNumber() && format.longValue() > FORMAT) {
      throw new DesignFileException(
          "The edits in %s have format %s but this version reads up to %d: use a newer Statescope."
              .formatted(name, format, FORMAT));
    }
    if (!tree.path("edits").isArray()) {
      throw broken(name, "it has no array 'edits'", null);
    }
    return edits(tree.path("edits"), name);
  }

  static PoleEdits edits(JsonNode array, String name) throws DesignFileException {
    List<PoleEdit> edits = new ArrayList<>();
    for (JsonNode edit : array) {
      try {
        edits.add(edit(new EditFields(edit)));
      } catch (IllegalArgumentException e) {
        throw broken(name, "edit " + (edits.size() + 1) + ": " + withoutStop(e.getMessage()), e);
      }
    }
    return new PoleEdits(edits);
  }

  private static PoleEdit edit(EditFields fields) {
    String kind = fields.text("edit");
    switch (kind) {
      case "move" -> {
        fields.requireOnly(
            Set.of("edit", "layer", "system", "state", "real", "imaginary", "partner"));
        return new MovePole(
            fields.integer("layer"),
            fields.system(),
            fields.integer("state"),
            new Complex(fields.number("real"), fields.number("imaginary")),
            fields.has("partner") ? fields.integer("partner") : MovePole.NO_PARTNER);
      }
      case "clamp" -> {
        fields.requireOnly(Set.of("edit", "layer", "system", "least_rate", "greatest_rate"));
        return new ClampPoles(
            fields.integer("layer"),
            fields.system(),
            fields.number("least_rate"),
            fields.has("greatest_rate")
                ? fields.number("greatest_rate")
                : Double.POSITIVE_INFINITY);
      }
      case "prune" -> {
        fields.requireOnly(Set.of("edit", "layer", "system", "state"));
        return new PruneState(fields.integer("layer"), fields.system(), fields.integer("state"));
      }
      case "truncate" -> {
        fields.requireOnly(Set.of("edit", "layer", "order"));
        return new TruncateLayer(fields.integer("layer"), fields.integer("order"));
      }
      default ->
          throw new IllegalArgumentException(
              "'" + kind + "' is no edit, only move, clamp, prune and truncate are");
    }
  }

  private static Map<String, Object> tree(PoleEdits edits) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("edits", list(edits));
    return tree;
  }

  static List<Map<String, Object>> list(PoleEdits edits) {
    return edits.list().stream().map(PoleEditsFile::fields).toList();
  }

  private static Map<String, Object> fields(PoleEdit edit) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (edit) {
      case MovePole(int layer, int system, int state, Complex to, int partner) -> {
        place(fields, "move", layer);
        fields.put("system", system);
        fields.put("state", state);
        fields.put("real", to.real());
        fields.put("imaginary", to.imaginary());
        if (partner != MovePole.NO_PARTNER) {
          fields.put("partner", partner);
        }
      }
      case ClampPoles(int layer, int system, double least, double greatest) -> {
        place(fields, "clamp", layer);
        fields.put("system", system(system));
        fields.put("least_rate", least);
        if (greatest < Double.POSITIVE_INFINITY) {
          fields.put("greatest_rate", greatest);
        }
      }
      case PruneState(int layer, int system, int state) -> {
        place(fields, "prune", layer);
        fields.put("system", system(system));
        fields.put("state", state);
      }
      case TruncateLayer(int layer, int order) -> {
        place(fields, "truncate", layer);
        fields.put("order", order);
      }
    }
    return fields;
  }

  private static void place(Map<String, Object> fields, String kind, int layer) {
    fields.put("edit", kind);
    fields.put("layer", layer);
  }

  private static Object system(int system) {
    return system == PoleEdit.ALL ? EditFields.ALL : (Object) system;
  }

  private static DesignFileException broken(String name, String reason, @Nullable Exception cause) {
    return new DesignFileException(
        "The edits in %s cannot be read (%s): mend them.".formatted(name, reason), cause);
  }

  private static String withoutStop(@Nullable String sentence) {
    return String.valueOf(sentence).replaceFirst("\\.$", "");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }
}
