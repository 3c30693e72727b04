package org.statescope.app.structure;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.util.Subscription;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatLegend;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;

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
    SegmentedButton choice = new SegmentedButton();
    choice.setId("structure-quantity");
    for (Quantity each : Quantity.values()) {
      ToggleButton button = new ToggleButton(Texts.text(each.key() + ".short"));
      button.setId("structure-" + each.name().toLowerCase(java.util.Locale.ROOT));
      button.getStyleClass().add("small");
      button.setMinWidth(USE_PREF_SIZE);
      button.setTooltip(new Tooltip(Texts.text(each.key() + ".help")));
      button.setAccessibleText(each.title());
      // A click on what is shown leaves it shown.
      button.setOnAction(
          event -> {
            model.quantityProperty().set(each);
            button.setSelected(true);
          });
      choice.getButtons().add(button);
    }
    choosing =
        model
            .quantityProperty()
            .subscribe(shown -> choice.getButtons().get(shown.ordinal()).setSelected(true));
    return choice;
  }

  private void showLegend() {
    Quantity quantity = model.quantityProperty().get();
    HeatScale scale = HeatScale.of(quantity, model.censusesProperty().get());
    String end = scale.trimmed() ? "structure.legend.beyond" : "structure.legend.end";
    legend.show(
        Texts.text(quantity.key() + ".unit"),
        Texts.text(end, Texts.text("structure.legend.worst"), PoleWords.number(scale.worst())),
        Texts.text(end, Texts.text("structure.legend.best"), PoleWords.number(scale.best())),
        quantity.needsStability() ? Texts.text("structure.legend.unstable") : "");
  }
}
