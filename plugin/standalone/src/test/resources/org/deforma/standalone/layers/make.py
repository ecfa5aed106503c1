#!/usr/bin/python3
"""Makes the GeoTIFFs beside it with GDAL (3.6.2 when they were made): kinds of files that users bring. Pixel = 3 x + 2 y + band,
band from 0, and no data at x = 5, y = 7 where the file can say so."""
import numpy
from osgeo import gdal, gdal_array, osr

gdal.UseExceptions()
gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
gdal.SetConfigOption("GTIFF_POINT_GEO_IGNORE", "NO")
W, H = 40, 20
y, x = numpy.mgrid[0:H, 0:W]
values = 3 * x + 2 * y
hole = numpy.where((x == 5) & (y == 7), 0, 255)
UTM = (400000, 10, 0, 4000000, 0, -10)


def crs(definition):
    system = osr.SpatialReference()
    system.SetFromUserInput(definition)
    return system.ExportToWkt()


def make(name, bands, *options, kind=None, place=UTM, system="EPSG:32611", mask=None, nodata=None, table=None, empty=False):
    bands = numpy.asarray(bands)
    kind = kind or gdal_array.NumericTypeCodeToGDALTypeCode(bands.dtype)
    file = gdal.GetDriverByName("GTiff").Create(name + ".tif", bands.shape[2], bands.shape[1], len(bands), kind, options)
    if place:
        file.SetGeoTransform(place)
    if system:
        file.SetProjection(crs(system))
    if table:
        colours = gdal.ColorTable()
        for i in range(table):
            colours.SetColorEntry(i, (i, 255 - i, 7, 0 if i == 3 else 255))
        file.GetRasterBand(1).SetRasterColorTable(colours)
    if nodata is not None:
        file.GetRasterBand(1).SetNoDataValue(nodata)
    for i, band in enumerate(bands):
        if not empty:
            file.GetRasterBand(i + 1).WriteArray(band)
    if mask is not None:
        file.CreateMaskBand(gdal.GMF_PER_DATASET)
        file.GetRasterBand(1).GetMaskBand().WriteArray(mask)
    return file


def three(kind):
    return [(values + i).astype(kind) for i in range(3)]


tiles = ("TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16")
one = lambda kind: [values.astype(kind)]
holed = lambda kind, value: [numpy.where(hole == 0, value, values).astype(kind)]

make("byte-lzw-strips", one("u1"), "COMPRESS=LZW", "BLOCKYSIZE=3")
make("byte-packbits", one("u1"), "COMPRESS=PACKBITS")
make("uint16-deflate", one("u2"), "COMPRESS=DEFLATE", "PREDICTOR=2")
make("int16-nodata", holed("i2", -32768), *tiles, "COMPRESS=LZW", nodata=-32768)
make("int32-nodata", holed("i4", -9999), *tiles, nodata=-9999)
make("uint32-nodata", holed("u4", 4294967295), "COMPRESS=DEFLATE", nodata=4294967295)
make("signed-byte", [(values - 100).astype("i1").view("u1")], "PIXELTYPE=SIGNEDBYTE", "COMPRESS=DEFLATE")
make("float32-predictor", holed("f4", numpy.nan), *tiles, "COMPRESS=DEFLATE", "PREDICTOR=3")
make("float32-lowest", holed("f4", -3.4028234663852886e38), "COMPRESS=LZW")
make("float64-nodata", holed("f8", -1.7976931348623157e308), *tiles, "COMPRESS=DEFLATE", nodata=-1.7976931348623157e308)
make("bigtiff", one("u2"), *tiles, "COMPRESS=DEFLATE", "BIGTIFF=YES")
make("bigendian", one("f4"), "ENDIANNESS=BIG", "COMPRESS=LZW", "BLOCKYSIZE=3")
make("pixels-tiled", three("u2"), *tiles, "INTERLEAVE=PIXEL", "COMPRESS=DEFLATE", "PREDICTOR=2")
make("planes-tiled", three("f4"), *tiles, "INTERLEAVE=BAND", "COMPRESS=DEFLATE", "PREDICTOR=3")
make("planes-strips", three("u1"), "INTERLEAVE=BAND", "COMPRESS=LZW", "BLOCKYSIZE=4")
make("four-bands", three("f4") + [(values * 0).astype("f4")], *tiles, "COMPRESS=DEFLATE")
make("alpha", three("u1") + [hole.astype("u1")], *tiles, "ALPHA=YES", "PHOTOMETRIC=RGB", "COMPRESS=DEFLATE")
make("mask", one("u2"), *tiles, "COMPRESS=DEFLATE", mask=hole.astype("u1"))
make("mask-strips", one("u1"), "COMPRESS=LZW", "BLOCKYSIZE=3", mask=hole.astype("u1"))
make("palette", one("u1"), *tiles, "COMPRESS=LZW", table=256)
make("nbits4", [(values % 16).astype("u1")], "NBITS=4", "COMPRESS=DEFLATE")
make("nbits1", [(values % 2).astype("u1")], "NBITS=1", "COMPRESS=DEFLATE")
make("jpeg-grey", one("u1"), *tiles, "COMPRESS=JPEG", "JPEG_QUALITY=98")
make("jpeg-ycbcr", three("u1"), *tiles, "COMPRESS=JPEG", "JPEG_QUALITY=98", "PHOTOMETRIC=YCBCR")
make("overviews", one("u1"), *tiles, "COMPRESS=DEFLATE").BuildOverviews("NEAREST", [2, 4])
make("one-tile", one("u1"), "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", "COMPRESS=DEFLATE")
make("tall", [(numpy.arange(40000) // 128).astype("u2").reshape(40000, 1)], "COMPRESS=DEFLATE", "PREDICTOR=2")

degrees = (10, 0.1, 0, 50, 0, -0.1)
make("geographic", one("u1"), "COMPRESS=DEFLATE", place=degrees, system="EPSG:4326")
make("north-first", one("u1"), "COMPRESS=DEFLATE", place=(4000000, 100, 0, 3000000, 0, -100), system="EPSG:3035")
make("no-code", one("u1"), "COMPRESS=DEFLATE", place=(0, 100, 0, 0, 0, -100), system="+proj=tmerc +lat_0=47.3 +lon_0=11.7 +datum=WGS84")
make("point", one("u1"), "COMPRESS=DEFLATE").SetMetadataItem("AREA_OR_POINT", "Point")
named = make("named", one("f4"), "COMPRESS=DEFLATE")
named.GetRasterBand(1).SetDescription("LOS <up>")
named.GetRasterBand(1).SetUnitType("mm")

# What cannot be a layer.
make("lzma", one("u2"), *tiles, "COMPRESS=LZMA")
make("float16", one("f4"), *tiles, "NBITS=16")
make("uint64", one("u2"), kind=gdal.GDT_UInt64)
make("complex", one("c8"))
make("sparse", one("u1"), *tiles, "SPARSE_OK=TRUE", empty=True)
make("rotated", one("u1"), "COMPRESS=LZW", place=(400000, 10, 1, 4000000, 1, -10))
make("south-up", one("u1"), "COMPRESS=LZW", place=(400000, 10, 0, 4000000, 0, 10))
make("no-crs", one("u1"), "COMPRESS=LZW", system=None)
make("many-bands", [one("u1")[0][:2, :2]] * 65, "COMPRESS=LZW")
