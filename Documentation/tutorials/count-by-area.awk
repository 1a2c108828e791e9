# Counts the records of one kind and year by area, areas without any included.
#   awk -F, -v type=Drugs -v year=2021 -f count-by-area.awk people.csv months/*.csv
# people.csv names the areas (lsoa11cd, lsoa11nm, pop_mid2015); the others are files of data.police.uk.
# What stands in quotation marks may hold commas; none of it is needed here.
/"/ { gsub(/"[^"]*"/, "") }
FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; file++; next }
file == 1 {
  code = $at["lsoa11cd"]
  order[++areas] = code; name[code] = $at["lsoa11nm"]; people[code] = $at["pop_mid2015"]
  next
}
$at["Crime type"] == type && substr($at["Month"], 1, 4) == year {
  all++
  if ($at["LSOA code"] in people) n[$at["LSOA code"]]++; else elsewhere++
}
END {
  print "lsoa,name,count,people"
  for (i = 1; i <= areas; i++) print order[i] "," name[order[i]] "," n[order[i]] + 0 "," people[order[i]]
  print all " records, " elsewhere + 0 " of them without an area of ours" > "/dev/stderr"
}
