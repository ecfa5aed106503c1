<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor xmlns:sld="http://www.opengis.net/sld" version="1.0.0">
  <sld:NamedLayer>
    <sld:Name>coherence-classes</sld:Name>
    <sld:UserStyle>
      <sld:Name>coherence-classes</sld:Name>
      <sld:Title>Ground cover from coherence</sld:Title>
      <sld:FeatureTypeStyle>
        <sld:Rule>
          <sld:RasterSymbolizer>
            <sld:ChannelSelection>
              <sld:GrayChannel><sld:SourceChannelName>1</sld:SourceChannelName></sld:GrayChannel>
            </sld:ChannelSelection>
            <sld:ColorMap type="values">
              <sld:ColorMapEntry color="#CC3311" quantity="1" label="Built-up"/>
              <sld:ColorMapEntry color="#BBAA88" quantity="2" label="Bare ground"/>
              <sld:ColorMapEntry color="#DDCC33" quantity="3" label="Grassland and shrub"/>
              <sld:ColorMapEntry color="#EE8866" quantity="4" label="Cropland"/>
              <sld:ColorMapEntry color="#44BB99" quantity="5" label="Deciduous forest"/>
              <sld:ColorMapEntry color="#117733" quantity="6" label="Evergreen forest"/>
              <sld:ColorMapEntry color="#4477AA" quantity="7" label="Water"/>
              <sld:ColorMapEntry color="#AA3377" quantity="8" label="Changed"/>
            </sld:ColorMap>
          </sld:RasterSymbolizer>
        </sld:Rule>
      </sld:FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
