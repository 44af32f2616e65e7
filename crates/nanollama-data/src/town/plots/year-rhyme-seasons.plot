title a rhyme of the seasons
form rhyme
word bird: blackbird, robin, starling, cuckoo
word flower: tulips, daisies, lilies, cowslips
word fruit: plums, pears, beans, peas
word fly: swallows, midges, beetles, seagulls
word leaf: red, gold, brown
word far: geese, cranes, storks
word white: lane, hill, path, field
word soup: soup, tea, milk

beat line
The {bird} sings upon the wall,
The {bird} sings to one and all,
beat line
And {flower} open, big and small.
And {flower} open, short and tall.
beat line
Round and round the seasons go,
beat line
Sun and wind and rain and snow.
beat line
The {fruit} are ripe, the hay is dry,
The {fruit} are (big|fat), the hay is dry,
beat line
And {fly} dance across the sky.
And {fly} (dart|swoop) across the sky.
beat line
Round and round the seasons go,
beat line
Sun and wind and rain and snow.
beat line
The leaves are {leaf}, the mornings grey,
The woods are {leaf}, the fields are grey,
beat line
The {far} are calling, far away.
beat line
Round and round the seasons go,
beat line
Sun and wind and rain and snow.
beat line
The pond is hard, the {white} is white,
The stream is still, the {white} is white,
beat line
And {soup} is steaming every night.
beat line
Round and round, and when it's done,
beat line
Once again comes the April sun.
Back again comes the springtime sun.

ask what bird
? Which bird sings in spring
? What kind of bird sings first in the rhyme
! The {bird} sings
! It is the {bird}
ask what flower
? Which flowers open
? What kind of flowers are there in spring
! The {flower} open
! They are {flower}
ask what fruit
? What is ripe in summer
? What is ready to be picked when the hay is dry
! The {fruit} are ripe
! It is time for the {fruit}
ask what far
? Which birds are calling in autumn
? What is calling, far away
! The {far} are calling
! In the autumn verse the {far} are calling
ask colour leaf
? What colour are the leaves in the rhyme
? Which colour do the leaves have
! They are {leaf}
! The leaves are {leaf}
ask what soup
? What is steaming in winter
? What is steaming every night when the pond is hard
! It is the {soup} that is steaming
! The {soup} is steaming
