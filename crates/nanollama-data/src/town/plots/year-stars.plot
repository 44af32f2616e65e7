title the night of the falling stars
cast a: child
cast b: child
cast c: child
cast d: child
cast e: old
word where: on the roof of the barn, on a haystack, on the flat rock above the town, on the jetty, on the tower of the old mill
word w1: a dog, a boat, a telescope, a tree house, a white horse, a violin, a magic cloak, a pair of wings, a garden
word w2: a dog, a boat, a telescope, a tree house, a white horse, a violin, a magic cloak, a pair of wings, a garden
word w3: a dog, a boat, a telescope, a tree house, a white horse, a violin, a magic cloak, a pair of wings, a garden
word w4: a dog, a boat, a telescope, a tree house, a white horse, a violin, a magic cloak, a pair of wings, a garden
word snack: cold potatoes, ripe plums, cheese rolls, slices of melon, ginger biscuits
word cloud: a big cloud, a bank of fog, a grey veil, a thunder cloud
number n: 3..9
number m: 2..9
number k: n+m

beat start
3: In August {e.intro} told the children that there were going to be falling stars that night, so {a.intro} could not wait for it to get dark
3: On a warm night in August {a.intro} was allowed to stay up, for {e.intro} had promised a sky full of falling stars
3: {a.intro} wanted to stay up that night, because in August, as {e.intro} said, the stars would be falling
1: In August {e.intro} told us that there were going to be falling stars that night, so I could not wait for it to get dark
1: On a warm night in August I was allowed to stay up, for {e.intro} had promised a sky full of falling stars
1: I wanted to stay up that night, because in August, as {e.intro} said, the stars would be falling
beat start
{b.name}, {c.name} and {d.name} came along with blankets and {snack}
{b.name}, {c.name} and {d.name} brought pillows, and there were {snack} for everyone
{b.name}, {c.name} and {d.name} were to watch as well, and someone had thought of {snack}
beat start
The best place was {where}, where no lamp was shining
Soon there were four blankets {where}, side by side
3: They lay down {where}, and above them was nothing but sky
1: We lay down {where}, and above us was nothing but sky
beat maybe start
Crickets were chirping, and the hay smelled sweet
The Milky Way ran from one end of the sky to the other
beat say e
For every falling star you may make a wish. Some people keep it secret, but I like to hear it
Whoever sees one may wish for something. And whoever says it aloud will not forget it
Keep your eyes open, and when one falls, say quickly what you want most
beat start
At first nothing happened at all
For a long time the stars only twinkled and stayed where they were
Half an hour passed, and all the stars stayed in their places
beat then
a bright line ran across the sky, and the first one had fallen
something flashed above the hill and was gone before anyone could point at it
{b.name} pointed upwards, but the streak of light was already gone
beat mix start
{a} wished for {w1}
{a.my} wish was {w1}
beat mix start
{b.name} wished for {w2}
{b.name}'s wish was {w2}
beat mix start
{c.name} wished for {w3}
{c.name} whispered a wish, and it was {w3}
beat mix start
{d.name} wanted {w4}
{d.name} wished for {w4}
{d.name} did not have to think for long and wished for {w4}
beat start
3: Before midnight they had counted {n} of them
1: Before midnight we had counted {n} of them
There were {n} falling stars in the first hour
Somebody kept count, and it was {n} before the church clock struck eleven
beat but
{cloud} came up and covered the sky like a lid
then {cloud} moved over the hill, and not a star was to be seen
a wind rose, and {cloud} hid the whole sky
beat say d
What a pity! Now we have to go to bed
Is it over already? I had so many wishes left
Now I shall never see another one
beat maybe start
@sad a
beat say e
The stars are still up there. We only have to wait
Patience! A cloud is only a curtain
Wait a little. Nobody has ever nailed a cloud to the sky
beat so
3: they waited, and {e.name} told them what the stars were called
1: we waited, and {e.name} told us what the stars were called
beat when
the cloud moved on
a breeze came and pushed the curtain aside
the last bit of cloud had gone
beat start
the sky was brighter than before, and {m} more of them fell, one after the other
there were {m} more, and one was so bright that it threw a shadow
it began all over again, and {m} more of them fell
beat maybe start
@glad a
@surprised a
beat maybe start
That made {k} altogether, and it was long past midnight
{k} stars in a single night made a new record
beat start
3: In the morning {a} woke up with dew on {a.my} blanket
1: In the morning I woke up with dew on my blanket
beat maybe start
And one of the wishes came true that very year, but nobody may say which
Everyone had dreamed of something else
@ending a

ask what w1
? What did {a.name} wish for
? What was {a.my} wish
! {a.name} wished for {w1}
! It was {w1}
ask who b
? Who wished for {w2}
? Who wanted to have {w2}
! {b.name} wished for {w2}
! It was {b.name}
ask what w3
? What did {c.name} wish for
? What was {c.name}'s wish
! {c.name} wished for {w3}
! It was {w3}
ask who d
? Who wished for {w4}
? Who wanted to have {w4}
! {d.name} wished for {w4}
! It was {d.name}
ask where where
? Where were the children in the night
? Where did they look at the stars
! They were {where}
! They lay {where}
ask how-many k
? There were {n} falling stars at first and {m} later. How many was that altogether
! {n} and {m} make {k}, so there were {k} falling stars
! There were {k}, because {n} plus {m} is {k}
ask who e
? Who told the children about the stars
? Who knew the names of the stars
! {e.name} knew about the stars
! It was {e.name}
