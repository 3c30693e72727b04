package org.statescope.app.window;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.statescope.app.compare.CompareView;
import org.statescope.app.live.LiveView;
import org.statescope.app.meter.MeterView;
import org.statescope.app.poles.PairsView;
import org.statescope.app.poles.PolesView;
import org.statescope.app.report.ReportQuantitiesMenu;
import org.statescope.app.structure.HeatColumns;
import org.statescope.app.structure.StructureView;
import org.statescope.app.texts.Texts;
import org.statescope.app.tokens.TokensView;
import org.statescope.app.widget.EmptyState;

/// The place where one page at a time is shown. A page about runs gives way to advice while no run
/// is ticked.
final class Pages extends StackPane {
  private final Map<Page, Node> nodes = new EnumMap<>(Page.class);
  private final Map<Page, Node> advice = new EnumMap<>(Page.class);
  private final BooleanBinding anyRun;
  private final BooleanBinding anyPoles;
  private final MeterView meter;
  private final List<Entrance> entrances;
  private Optional<Dressing> dressing = Optional.empty();

  Pages(ObjectProperty<Page> page, LabModels models, Node start, Node design) {
    getStyleClass().add("pages");
    setMinHeight(0);
    nodes.put(Page.START, start);
    meter = new MeterView(models.meter(), models.chartTheme());
    nodes.put(Page.LIVE, live(models, meter));
    nodes.put(Page.POLES, poles(models));
    nodes.put(
        Page.STRUCTURE, new StructureView(models.structure(), models.tasks(), models.chartTheme()));
    nodes.put(Page.TOKENS, new TokensView(models.tokens(), models.chartTheme()));
    nodes.put(Page.DESIGN, design);
    nodes.put(
        Page.COMPARE,
        new CompareView(
            models.compare(),
            models.chartTheme().coloursProperty(),
            comparedCurves(models),
            comparedPoles(models),
            new PairsView(models.poles(), models.export()::exportTable),
            new HeatColumns(models.structure(), models.chartTheme()),
            models.report()::ask,
            new ReportQuantitiesMenu(models.report().quantities())));
    for (Page each :
        new Page[] {
          Page.LIVE, Page.POLES, Page.STRUCTURE, Page.TOKENS, Page.DESIGN, Page.COMPARE
        }) {
      advice.put(
          each,
          new EmptyState(
              each.icon(),
              Texts.text("page." + each.key() + ".empty"),
              Texts.text("page." + each.key() + ".emptyAdvice")));
    }
    entrances =
        List.of(Page.LIVE, Page.POLES, Page.STRUCTURE, Page.COMPARE, Page.TOKENS, Page.DESIGN)
            .stream()
            .map(each -> Entrance.of(Objects.requireNonNull(nodes.get(each))))
            .toList();
    page.subscribe(open -> show(open, models));
    // Replacing a page by itself would lay it out anew: only a change of emptiness matters here.
    anyRun = Bindings.isNotEmpty(models.live().runs());
    anyRun.subscribe(any -> show(page.get(), models));
    anyPoles = Bindings.isNotEmpty(models.poles().runs());
    anyPoles.subscribe(any -> show(page.get(), models));
  }

  private void show(Page page, LabModels models) {
    boolean shows =
        switch (page) {
          case START -> true;
          case LIVE, TOKENS, COMPARE -> !models.live().runs().isEmpty();
          case POLES, STRUCTURE, DESIGN -> !models.poles().runs().isEmpty();
        };
    Node next = Objects.requireNonNull(shows ? nodes.get(page) : advice.get(page));
    boolean focused = holdsFocus();
    getChildren().setAll(next);
    if (focused) {
      // Else it would go to the field that searches runs, and keys would write there.
      next.requestFocus();
    }
  }

  private boolean holdsFocus() {
    Node at = getScene() == null ? null : getScene().getFocusOwner();
    while (at != null && at != this) {
      at = at.getParent();
    }
    return at != null;
  }

  /// Dresses the pages in idle pulses from now on, those that nobody has opened yet.
  ///
  /// @param done told when all are dressed
  void dress(Runnable done) {
    stopDressing();
    dressing = Optional.of(new Dressing(this, entrances, done));
    dressing.get().start();
  }

  void stopDressing() {
    dressing.ifPresent(Dressing::stop);
  }

  /// Opens or closes the constraint meter below the live curves.
  void toggleMeter() {
    meter.toggle();
  }

  private static Node live(LabModels models, MeterView meter) {
    LiveView curves = new LiveView(models.live(), models.chartTheme());
    curves.setMinHeight(0);
    VBox.setVgrow(curves, Priority.ALWAYS);
    return new VBox(curves, meter);
  }

  /// The pole maps without a scrubber of their own: the window's stands for it.
  private static PolesView poles(LabModels models) {
    PolesView poles =
        new PolesView(models.poles(), models.chartTheme(), models.export()::exportTable);
    poles.setBottom(null);
    return poles;
  }

  /// Beside its tables the comparison shows plots alone: how they are drawn is chosen on the pages
  /// of curves and poles and holds here too.
  private static LiveView comparedCurves(LabModels models) {
    LiveView curves = new LiveView(models.live(), models.chartTheme());
    curves.setTop(null);
    curves.setBottom(null);
    curves.setMinWidth(0);
    return curves;
  }

  private static PolesView comparedPoles(LabModels models) {
    PolesView poles = new PolesView(models.poles(), models.chartTheme());
    poles.setBottom(null);
    poles.setTop(null);
    poles.setRight(null);
    poles.setMinWidth(0);
    return poles;
  }
}
