package org.statescope.analysis.checkpoint.inspect;

import java.util.List;
import org.statescope.analysis.checkpoint.family.ModelFamily;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.checkpoint.family.SkippedBlocks;
import org.statescope.analysis.network.CensusSummary;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An inspection as JSON. What is not known is null, and infinity is the word `Infinity`.
public final class InspectionJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private InspectionJson() {}

  /// The inspection as indented JSON.
  public static String of(Inspection inspection) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("path", inspection.path().toString());
    root.put("format", inspection.format());
    root.put("tensors", inspection.tensors());
    root.put("elements", inspection.elements());
    switch (inspection.recognition()) {
      case Recognition.Network network -> {
        root.put("recognised", "network");
        family(root, network.family(), network.skipped());
        texts(root.putArray("remarks"), network.remarks());
        layers(root.putArray("layers"), inspection.layers());
        inspection
            .census()
            .ifPresent(census -> census(root.putObject("census"), census, inspection));
      }
      case Recognition.AlongText(ModelFamily family, int layers, SkippedBlocks skipped) -> {
        root.put("recognised", "along_text");
        family(root, family, skipped);
        root.put("input_dependent_layers", layers);
      }
      case Recognition.Unknown(List<String> found, List<String> missed) -> {
        root.put("recognised", "unknown");
        texts(root.putArray("found"), found);
        texts(root.putArray("missed"), missed);
      }
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void family(ObjectNode root, ModelFamily family, SkippedBlocks skipped) {
    root.put("family", family.label());
    root.put("meaning_of_pole", family.meaningOfPole());
    root.putObject("skipped_blocks")
        .put("attention", skipped.attention())
        .put("feed_forward", skipped.feedForward())
        .put("with_experts", skipped.withExperts())
        .put("most_experts", skipped.mostExperts());
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static void layers(ArrayNode array, List<LayerPoles> layers) {
    for (LayerPoles layer : layers) {
      ObjectNode node = array.addObject();
      node.put("name", layer.name());
      node.put("systems", layer.systems());
      node.put("order", layer.order());
      node.put("real_smallest", layer.smallestReal());
      node.put("real_largest", layer.largestReal());
      node.put("imaginary_largest", layer.largestImaginary());
      node.put("unstable_poles", layer.unstable());
      spread(node, "step", layer.steps());
      spread(node, "memory_tokens", layer.memory());
    }
  }

  private static void spread(ObjectNode node, String name, Spread spread) {
    if (!spread.isKnown()) {
      node.putNull(name);
      return;
    }
    ObjectNode values = node.putObject(name);
    number(values, "smallest", spread.smallest());
    number(values, "median", spread.median());
    number(values, "largest", spread.largest());
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isInfinite(value)) {
      node.put(name, Double.toString(value));
    } else {
      node.put(name, value);
    }
  }

  private static void census(ObjectNode node, CensusSummary census, Inspection inspection) {
    node.put("sampled", inspection.isSampled());
    node.put("systems_in_all", inspection.systems());
    node.put("systems", census.systems());
    node.put("states", census.states());
    node.put("stable", census.stable());
    node.put("controllable", census.controllable());
    node.put("uncontrollable", census.uncontrollable());
    node.put("observable", census.observable());
    node.put("unobservable", census.unobservable());
    node.put("negligible_states", census.negligibleStates());
    node.put("negligible_below", Inspection.NEGLIGIBLE);
    number(node, "smallest_margin", census.smallestMargin());
  }
}
