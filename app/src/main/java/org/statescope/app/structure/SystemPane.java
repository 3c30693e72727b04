package org.statescope.app.structure;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.export.SystemButton;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.EmptyState;

/// The chosen system: its verdicts, and the numbers that they rest on.
final class SystemPane extends BorderPane implements AutoCloseable {
  private final StructureModel model;
  private final ChartTheme theme;
  private final Label title = new Label();
  private final HBox header = new HBox(16, title, new SystemButton("structure-system-export"));
  private final TabPane tabs = new TabPane();
  private final List<EvidenceView> views;
  private final Subscription changes;

  /// A tab that shows one side of the evidence.
  interface EvidenceView extends AutoCloseable {
    Node node();

    void show(SystemEvidence.Known evidence);

    @Override
    void close();
  }

  SystemPane(StructureModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    getStyleClass().add("system-pane");
    title.getStyleClass().add("plot-title");
    title.setId("structure-system");
    header.setAlignment(Pos.CENTER_LEFT);
    VerdictView verdicts = new VerdictView();
    RankView rank = new RankView(model, theme);
    HautusView hautus = new HautusView(model, theme);
    GramianView gramians = new GramianView(theme);
    HankelView hankel = new HankelView(model, theme);
    views = List.of(verdicts, rank, hautus, gramians, hankel);
    tabs.getTabs()
        .addAll(
            tab("verdicts", verdicts),
            tab("rank", rank),
            tab("hautus", hautus),
            tab("gramians", gramians),
            tab("hankel", hankel));
    tabs.setId("structure-tabs");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    setMinHeight(0);
    changes =
        Subscription.combine(
            model.evidenceProperty().subscribe(this::show),
            model.analysingProperty().subscribe(this::show),
            model.selectedProperty().subscribe(this::show),
            theme.coloursProperty().subscribe(this::showTitle));
    show();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    views.forEach(EvidenceView::close);
  }

  private static Tab tab(String key, EvidenceView view) {
    Tab tab = new Tab(Texts.text("structure.tab." + key), view.node());
    tab.setId("structure-tab-" + key);
    return tab;
  }

  private void show() {
    showTitle();
    Optional<SystemEvidence> evidence = model.evidenceProperty().get();
    if (evidence.isPresent()) {
      switch (evidence.get()) {
        case SystemEvidence.Known known -> {
          views.forEach(view -> view.show(known));
          setCenter(tabs);
        }
        case SystemEvidence.Unknown(var subject, String reason) ->
            setCenter(
                new EmptyState(
                    BootstrapIcons.EXCLAMATION_TRIANGLE, Texts.text("structure.unknown"), reason));
      }
      return;
    }
    switch (model.analysingProperty().get()) {
      case AT_REST ->
          setCenter(
              new EmptyState(
                  BootstrapIcons.GRID_3X3,
                  Texts.text("structure.choose"),
                  Texts.text("structure.chooseAdvice")));
      case COMPUTING -> setCenter(waiting());
      case CANCELLED -> setCenter(cancelled(model));
    }
  }

  private void showTitle() {
    Optional<SystemEvidence.Subject> subject =
        model.evidenceProperty().get().map(SystemEvidence::subject);
    setTop(subject.isPresent() ? header : null);
    subject.ifPresent(
        now -> {
          title.setGraphic(new Rectangle(12, 4, theme.colours().series(now.run().colour())));
          title.setText(
              Texts.text(
                  now.fromCheckpoint()
                      ? "structure.system.title.checkpoint"
                      : "structure.system.title",
                  now.run().label(),
                  StructureWords.place(
                      now.place().layer(),
                      now.place().system(),
                      now.sharedBy(),
                      now.layer().systems() == 1),
                  now.step()));
        });
  }

  private static Node waiting() {
    ProgressIndicator wheel = new ProgressIndicator();
    wheel.setMaxSize(32, 32);
    Label words = new Label(Texts.text("structure.computing"));
    words.setGraphic(wheel);
    return words;
  }

  static Node cancelled(StructureModel model) {
    Button again = new Button(Texts.text("structure.again"));
    again.setId("structure-again");
    again.setOnAction(event -> model.resume());
    return new EmptyState(
        BootstrapIcons.PAUSE_CIRCLE,
        Texts.text("structure.cancelled"),
        Texts.text("structure.cancelledAdvice"),
        again);
  }
}
