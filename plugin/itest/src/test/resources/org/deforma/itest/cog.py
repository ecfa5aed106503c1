"""
What GDAL's own checker finds wrong with a cloud-optimised GeoTIFF, and what GDAL reads of it: cog.py FILE PIXELS.

PIXELS is written: all bands as little-endian floats, band after band, row by row.
"""

import math
import sys

import numpy
from osgeo import gdal
from osgeo_utils.samples import validate_cloud_optimized_geotiff as checker

gdal.UseExceptions()
file = sys.argv[1]
warnings, errors, _ = checker.validate(file, full_check=True)
for problem in warnings + errors:
    print(problem)

dataset = gdal.Open(file)
print("layout", dataset.GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE"))
print("tool", dataset.GetMetadataItem("DEFORMA_TOOL"))
for number in range(1, dataset.RasterCount + 1):
    band = dataset.GetRasterBand(number)
    copies = [band.GetOverview(i) for i in range(band.GetOverviewCount())]
    print("band", band.GetDescription(), band.GetUnitType(), math.isnan(band.GetNoDataValue()))
    print("copies", [(copy.XSize, copy.YSize, copy.GetMetadataItem("RESAMPLING")) for copy in copies])
    block = band.ReadAsArray(400, 300, 4, 4)
    print("means", numpy.allclose(block.mean(), copies[0].ReadAsArray(200, 150, 2, 2).mean(), rtol=1e-5))

dataset.ReadAsArray().astype("<f4").tofile(sys.argv[2])
