package org.statescope.app.plot;

import org.jfree.data.DomainOrder;
import org.jfree.data.xy.AbstractXYDataset;

/// What JFreeChart reads of a prepared line plot. It is replaced as a whole and fires nothing: the
/// plot draws when it knows that it should.
final class PreparedDataset extends AbstractXYDataset {
  private static final long serialVersionUID = 1L;

  private transient Prepared prepared = Prepared.NOTHING;

  void show(Prepared prepared) {
    this.prepared = prepared;
  }

  @Override
  public DomainOrder getDomainOrder() {
    return DomainOrder.ASCENDING;
  }

  @Override
  public int getSeriesCount() {
    return prepared.strokes().size();
  }

  @Override
  public Integer getSeriesKey(int series) {
    return series;
  }

  @Override
  public int getItemCount(int series) {
    return prepared.strokes().get(series).line().x().length;
  }

  @Override
  public double getXValue(int series, int item) {
    return prepared.strokes().get(series).line().x()[item];
  }

  @Override
  public double getYValue(int series, int item) {
    return prepared.strokes().get(series).line().y()[item];
  }

  @Override
  public Number getX(int series, int item) {
    return getXValue(series, item);
  }

  @Override
  public Number getY(int series, int item) {
    return getYValue(series, item);
  }
}
