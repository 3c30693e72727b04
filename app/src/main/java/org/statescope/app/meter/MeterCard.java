package org.statescope.app.meter;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.texts.Texts;

/// One run in the meter: verdict, reason, what the rule did, and the distance of each layer.
final class MeterCard extends VBox {
  private static final double CHIP = 10;

  MeterCard(RunMeter meter, ChartColours colours) {
    super(4);
    getStyleClass().add("meter-card");
    getChildren()
        .addAll(
            heading(meter, colours),
            sentence(meter.guarantee().reason()),
            sentence(meter.deeds()),
            distances(meter));
  }

  private static Node heading(RunMeter meter, ChartColours colours) {
    Label name =
        new Label(
            meter.run().label(), new Rectangle(CHIP, CHIP, colours.series(meter.run().colour())));
    name.getStyleClass().add("table-run");
    Label verdict = new Label(meter.guarantee().verdict());
    verdict
        .getStyleClass()
        .addAll(
            "verdict-answer",
            meter.guarantee().isCertified()
                ? "verdict-yes"
                : meter.guarantee().isRule() ? "verdict-open" : "verdict-no");
    verdict.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(12, name, verdict);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Node distances(RunMeter meter) {
    if (meter.snapshot().isEmpty()) {
      return sentence(Texts.text("meter.noSnapshot"));
    }
    FlowPane layers = new FlowPane(12, 2);
    Label what = new Label(Texts.text("meter.distance", meter.snapshot().getAsLong()));
    what.getStyleClass().add("field-label");
    layers.getChildren().add(what);
    for (LayerDistance distance : meter.distances()) {
      Label label =
          new Label(
              Texts.text(
                  "meter.layer",
                  distance.layer(),
                  String.format(Locale.ROOT, "%.3g", distance.margin())));
      label.getStyleClass().addAll("meter-layer", distance.isStable() ? "" : "verdict-no");
      label.setTooltip(
          new Tooltip(Texts.text("meter.layer.help", distance.unstable(), distance.systems())));
      layers.getChildren().add(label);
    }
    return layers;
  }

  private static Label sentence(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("meter-words");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
