package org.statescope.app.structure;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatLegend;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;
import org.statescope.app.widget.SegmentedChoice;

/// What the heat maps show, what their colours mean, and the way out to a table.
final class StructureToolbar extends FlowPane implements AutoCloseable {
  private final StructureModel model;
  private final HeatLegend legend;
  private final Subscription changes;
  private Subscription choosing = Subscription.EMPTY;

  /// @param export writes the heat maps as a table
  StructureToolbar(StructureModel model, ChartTheme theme, Runnable export) {
    this.model = model;
    legend = new HeatLegend(theme);
    legend.setId("structure-legend");
    getStyleClass().add("view-toolbar");
    setAlignment(Pos.CENTER_LEFT);
    setHgap(16);
    setVgap(8);
    Button csv = new Button(Texts.text("structure.export"), Icons.icon(BootstrapIcons.DOWNLOAD));
    csv.setId("structure-export");
    csv.getStyleClass().addAll("small", "flat");
    csv.setMinWidth(USE_PREF_SIZE);
    csv.setTooltip(new Tooltip(Texts.text("structure.export.help")));
    csv.setOnAction(event -> export.run());
    getChildren().addAll(choice(), legend, csv);
    changes =
        Subscription.combine(
            model.quantityProperty().subscribe(this::showLegend),
            model.censusesProperty().subscribe(this::showLegend));
    showLegend();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    choosing.unsubscribe();
    legend.close();
  }

  private Node choice() {
    SegmentedChoice choice =
        new SegmentedChoice(
            "structure-quantity",
            "structure-",
            Quantity.values(),
            model.quantityProperty(),
            Quantity::key);
    choosing = choice::close;
    return choice;
  }

  private void showLegend() {
    model.scale().show(legend);
  }
}
