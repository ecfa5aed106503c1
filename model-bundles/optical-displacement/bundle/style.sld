<?xml version="1.0" encoding="UTF-8"?>
<sld:StyledLayerDescriptor xmlns:sld="http://www.opengis.net/sld" version="1.0.0">
  <sld:NamedLayer>
    <sld:Name>optical-displacement</sld:Name>
    <sld:UserStyle>
      <sld:Name>optical-displacement</sld:Name>
      <sld:Title>What the field lacks along x [px]</sld:Title>
      <sld:FeatureTypeStyle>
        <sld:Rule>
          <sld:RasterSymbolizer>
            <sld:ChannelSelection>
              <sld:GrayChannel><sld:SourceChannelName>1</sld:SourceChannelName></sld:GrayChannel>
            </sld:ChannelSelection>
            <sld:ColorMap>
              <sld:ColorMapEntry color="#001260" quantity="-0.5" label="-0.5"/>
              <sld:ColorMapEntry color="#EBE5E0" quantity="0" label="0"/>
              <sld:ColorMapEntry color="#590007" quantity="0.5" label="0.5"/>
            </sld:ColorMap>
          </sld:RasterSymbolizer>
        </sld:Rule>
      </sld:FeatureTypeStyle>
    </sld:UserStyle>
  </sld:NamedLayer>
</sld:StyledLayerDescriptor>
